package org.asyncshowcase;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
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
    private static final Pattern CODE = Pattern.compile("(?s)]\\(([^)#]+)\\)[^]]*?\n```\\w+\n(.*?\n)```\n");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w+)$");
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

    /** A block of code is a part of the file that is linked last before it. */
    @ParameterizedTest
    @MethodSource("documents")
    void showsCodeAsItIs(String document) throws IOException {
        Path path = Paths.get(document);
        Matcher block = CODE.matcher(Files.readString(path));
        int found = 0;
        for (; block.find(); found++) {
            assertThat(Files.readString(path.resolveSibling(block.group(1)))).contains(block.group(2));
        }
        assertThat(found).isEqualTo(matches(BLOCK, document).size());
    }

    @Test
    void showsWhatTheBrowserAndNginxAreGiven() throws IOException {
        assertThat(matches(BLOCK, "docs/streams.md")).containsExactly("js");
        assertThat(matches(BLOCK, "docs/proxies.md")).containsExactly("nginx", "xml");
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
