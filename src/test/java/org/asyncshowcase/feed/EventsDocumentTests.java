package org.asyncshowcase.feed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** docs/events.md says how much is to copy. */
class EventsDocumentTests {

    private static final Path DOCUMENT = Path.of("docs/events.md");
    private static final Pattern FILE = Pattern.compile("]\\(([^)]+)\\)");

    @ParameterizedTest
    @ValueSource(strings = {"jms", "amqp", "redis", "redis-streams", "http"})
    void countsTheLinesOfTheFilesThatItLinksTo(String source) throws Exception {
        String row = Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `" + source + "` |"))
                .findFirst().get();
        List<Path> files = FILE.matcher(row).results().map(found -> DOCUMENT.resolveSibling(found.group(1)).normalize())
                .collect(toList());
        long lines = 0;
        for (Path file : files) {
            try (Stream<Path> all = Files.walk(file)) {
                for (Path each : all.filter(Files::isRegularFile).collect(toList())) {
                    lines += Files.readAllLines(each).size();
                }
            }
        }

        assertThat(row).endsWith("| " + lines + " |");
    }
}
