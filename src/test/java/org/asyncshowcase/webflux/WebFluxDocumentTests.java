package org.asyncshowcase.webflux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** docs/webflux.md counts lines; {@code ReadmeTests} compares its code with the files. */
class WebFluxDocumentTests {

    private static final Path DOCUMENT = Path.of("docs/webflux.md");
    /** A cell with links, and the number in the next one. */
    private static final Pattern COUNTED = Pattern.compile("\\| (\\[[^|]*\\)) \\| ([\\d,]+) (?=\\|)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");

    @Test
    void countsTheLinesOfTheFilesThatItNames() throws IOException {
        Matcher counted = COUNTED.matcher(Files.readString(DOCUMENT));
        int found = 0;
        for (; counted.find(); found++) {
            int lines = 0;
            for (String link : LINK.matcher(counted.group(1)).results().map(each -> each.group(1)).collect(toList())) {
                lines += lines(DOCUMENT.resolveSibling(link));
            }
            assertThat(counted.group(2)).as(counted.group(1)).isEqualTo(String.format(Locale.ROOT, "%,d", lines));
        }
        assertThat(found).isEqualTo(6);
    }

    private static int lines(Path path) throws IOException {
        int lines = 0;
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).collect(toList())) {
                lines += Files.readAllLines(file).size();
            }
        }
        return lines;
    }
}
