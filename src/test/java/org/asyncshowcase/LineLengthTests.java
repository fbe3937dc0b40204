package org.asyncshowcase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** No line of the main code, or of a test, is longer than .editorconfig says. */
class LineLengthTests {

    private static final Pattern LIMIT = Pattern.compile("max_line_length = (\\d+)");
    /** What cannot be broken: a URL, the pattern of a log. */
    private static final Pattern UNBREAKABLE = Pattern.compile("://|<pattern>");

    @Test
    void holdsForEverySource() throws IOException {
        int limit = limit();
        for (String directory : List.of("src/main/java", "src/test/java")) {
            for (Path source : files(directory, ".*\\.java")) {
                assertThat(tooLong(Files.readString(source), limit)).as(source.toString()).isEmpty();
            }
        }
    }

    private static int limit() throws IOException {
        Matcher limit = LIMIT.matcher(Files.readString(Path.of(".editorconfig")));
        assertThat(limit.find()).isTrue();
        return Integer.parseInt(limit.group(1));
    }

    private static List<Path> files(String directory, String name) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(directory))) {
            List<Path> files = all.filter(file -> file.toString().matches(name)).collect(toList());
            assertThat(files).isNotEmpty();
            return files;
        }
    }

    private static List<String> tooLong(String text, int limit) {
        return text.lines().filter(line -> line.length() > limit && !UNBREAKABLE.matcher(line).find()).collect(toList());
    }
}
