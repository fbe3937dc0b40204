package org.asyncshowcase;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What the documents say of the project must be so. */
class ReadmeTests {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("(?m)^    (mvn .*verify)$");

    static Stream<String> documents() {
        return Stream.concat(Stream.of("README.md"), Stream.of(new File("docs").list((folder, name) -> name.endsWith(".md")))
                .map(name -> "docs/" + name));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesOnlyPathsThatExist(String document) throws IOException {
        assertThat(matches(LINK, document)).isNotEmpty()
                .allSatisfy(link -> assertThat(Paths.get(document).resolveSibling(link)).exists());
    }

    @Test
    void namesTheTestCommandThatCiRuns() throws IOException {
        List<String> commands = matches(COMMAND, "README.md");

        assertThat(commands).hasSize(1);
        assertThat(Files.readAllLines(Paths.get(".ci/run"))).contains(commands.get(0));
    }

    private static List<String> matches(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Paths.get(file))).results()
                .map((MatchResult result) -> result.group(1)).collect(toList());
    }
}
