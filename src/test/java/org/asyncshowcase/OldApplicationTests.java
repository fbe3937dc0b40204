package org.asyncshowcase;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** The sources of src/old; {@code OldApplicationIT} runs them. */
class OldApplicationTests {

    private static final Path OLD = Path.of("src/old");
    private static final Pattern REGION = Pattern.compile("(?://|<!--) region ([a-z-]+)");
    private static final Pattern END = Pattern.compile("(?://|<!--) endregion");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

    @Test
    void isReadInOneSitting() throws IOException {
        int lines = 0;
        for (Path file : files("app")) {
            lines += file.endsWith("lib.txt") ? 0 : Files.readAllLines(file).size();
        }

        assertThat(lines).isLessThanOrEqualTo(500);
    }

    /** What a step mends has the name that it had before. */
    @Test
    void marksWhatEachHabitBecomes() throws IOException {
        Set<String> habits = regions("app");

        assertThat(habits).isNotEmpty().isEqualTo(regions("steps"));
    }

    private static Set<String> regions(String directory) throws IOException {
        Set<String> regions = new TreeSet<>();
        for (Path file : files(directory)) {
            String text = Files.readString(file);
            List<String> names = matches(REGION, text);
            assertThat(END.matcher(text).results()).as(file.toString()).hasSameSizeAs(names);
            regions.addAll(names);
        }
        return regions;
    }

    @Test
    void isDocumentedStepByStep() throws IOException {
        String readme = Files.readString(OLD.resolve("README.md"));

        assertThat(matches(LINK, readme)).allSatisfy(link -> assertThat(OLD.resolve(link)).exists())
                .containsAll(Stream.of(new File("src/old/steps").list()).map(step -> "steps/" + step).collect(toList()));
    }

    private static List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(OLD.resolve(directory))) {
            return files.filter(Files::isRegularFile).collect(toList());
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult result) -> result.group(1)).collect(toList());
    }
}
