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

import org.asyncshowcase.house.takehome.TakenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What the documents say of the project must be so. */
class ReadmeTests {

    private static final List<String> READMES = List.of("README.md", "README.ko.md", "README.zh.md");
    private static final Pattern TARGET = Pattern.compile("]\\(([^)]+)\\)");
    /** A path, and a place in the document there. */
    private static final Pattern LINK = Pattern.compile("(?!http)([^#]*)(?:#(.*))?");
    private static final Pattern PLACE = Pattern.compile("(?m)<a id=\"([^\"]+)\">|^##+ (.*)$");
    private static final Pattern CODE = Pattern.compile("(?s)]\\(([^)#]+)\\)[^]]*?\n```\\w+\n(.*?\n)```\n");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w+)$");
    /** A line of code, in a block or indented. */
    private static final Pattern SHOWN = Pattern.compile("(?m)((?s:^```.*?^```$)|^    .*$)");
    private static final Pattern COMMAND = Pattern.compile("(?m)^    (mvn .*verify)$");

    static Stream<String> readmes() {
        return READMES.stream();
    }

    static Stream<String> documents() {
        return Stream.concat(READMES.stream(), Stream.of(new File("docs").list((folder, name) -> name.endsWith(".md")))
                .map(name -> "docs/" + name));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesOnlyPathsAndPlacesThatExist(String document) throws IOException {
        for (String target : matches(TARGET, document)) {
            Matcher link = LINK.matcher(target);
            if (link.matches()) {
                Path path = Paths.get(document);
                path = link.group(1).isEmpty() ? path : path.resolveSibling(link.group(1));
                assertThat(path).exists();
                assertThat(link.group(2) == null || places(path).contains(link.group(2))).as(target).isTrue();
            }
        }
    }

    /** A reader wants to begin: what is longer goes to docs. */
    @Test
    void isShort() throws IOException {
        String readme = Files.readString(Paths.get("README.md"));

        assertThat(readme.split("\\s+")).hasSizeLessThanOrEqualTo(900);
        assertThat(readme.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(8 * 1024);
    }

    @Test
    void hasALineForEachPattern() throws IOException {
        assertThat(matches(TARGET, "README.md")).containsAll(TakenHome.rooms()
                .map(room -> "src/main/java/org/asyncshowcase/rooms/" + room + "/package-info.java").collect(toList()));
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void isTheSameInEveryLanguageAndBeginsWithTheOthers(String readme) throws IOException {
        assertThat(matches(SHOWN, readme)).isEqualTo(matches(SHOWN, "README.md"));
        assertThat(targets(readme)).isEqualTo(targets("README.md"));
        assertThat(matches(TARGET, readme)).startsWith(READMES.stream().filter(other -> !other.equals(readme))
                .toArray(String[]::new));
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
    void showsWhatTheBrowserAndTomcatAreGiven() throws IOException {
        assertThat(matches(BLOCK, "docs/streams.md")).containsExactly("js");
        assertThat(matches(BLOCK, "docs/proxies.md")).containsExactly("xml");
    }

    @Test
    void namesTheTestCommandThatCiRuns() throws IOException {
        List<String> commands = matches(COMMAND, "README.md");

        assertThat(commands).hasSize(1);
        assertThat(Files.readAllLines(Paths.get(".ci/run"))).contains(commands.get(0));
    }

    /** In the order of the alphabet: that of a sentence differs. */
    private static List<String> targets(String readme) throws IOException {
        return matches(TARGET, readme).stream().filter(target -> !READMES.contains(target)).sorted().collect(toList());
    }

    /** Anchors, and those that GitHub makes of headings. */
    private static List<String> places(Path document) throws IOException {
        return PLACE.matcher(Files.readString(document)).results().map(place -> place.group(1) != null ? place.group(1)
                : place.group(2).toLowerCase().replaceAll("[^\\w -]", "").replace(' ', '-')).collect(toList());
    }

    private static List<String> matches(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Paths.get(file))).results()
                .map((MatchResult result) -> result.group(1)).collect(toList());
    }
}
