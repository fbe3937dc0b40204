package org.asyncshowcase;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** docs/migration.md shows regions of files that are built and run: word for word, and all of the old application's. */
class GuideTests {

    private static final Path GUIDE = Path.of("docs/migration.md");
    private static final Path OLD = Path.of("src/old");
    private static final Pattern SNIPPET = Pattern.compile("<!-- (\\S+) (\\S+) -->\n```\\w+\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern MARK = Pattern.compile("\\s*(?://|<!--) (region|endregion)\\b ?([\\w-]*).*");

    private static final Pattern LINKED = Pattern.compile("\\[(?:[Tt]rap )?(\\d+)]\\(([^)]*)\\)");
    private static final Pattern UNLINKED =
            Pattern.compile("\\b[Tt]raps? (?:\\[\\d+]\\([^)]*\\)(?:,| and) )*+\\d++(?!]\\()");

    static Stream<String[]> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(GUIDE)).results()
                .map(found -> new String[] {found.group(1), found.group(2), found.group(3)}).collect(toList()).stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("snippets")
    void showsWhatTheFileSays(String file, String region, String shown) throws IOException {
        assertThat(shown).isEqualTo(region(Path.of(file), region));
    }

    /** Each habit is shown as it was. */
    @Test
    void showsEveryRegionOfTheOldApplication() throws IOException {
        Set<String> marked = new TreeSet<>();
        try (Stream<Path> files = Files.walk(OLD.resolve("app"))) {
            for (Path file : files.filter(Files::isRegularFile).collect(toList())) {
                for (String line : Files.readAllLines(file)) {
                    Matcher mark = MARK.matcher(line);
                    if (mark.matches() && mark.group(1).equals("region")) {
                        marked.add(mark.group(2));
                    }
                }
            }
        }

        Set<String> shown = snippets().filter(each -> each[0].contains("/app/")).map(each -> each[1]).collect(toSet());
        assertThat(shown).isEqualTo(marked);
    }

    /** The doctor leads to a trap by its number. */
    @Test
    void hasOnePlaceForEachTrapThatItNames() throws IOException {
        String guide = Files.readString(GUIDE);
        List<String> places = Pattern.compile("<a id=\"trap-(\\d+)\">").matcher(guide).results().map(found -> found.group(1))
                .collect(toList());

        assertThat(places).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    /** A number alone says nothing; in the guide itself the link is the address of the entry. */
    @Test
    void isLinkedWhereverADocumentNamesATrap() throws IOException {
        int linked = 0;
        for (File file : new File("docs").listFiles((folder, name) -> name.endsWith(".md"))) {
            String text = Files.readString(file.toPath());
            assertThat(UNLINKED.matcher(text).results().map(MatchResult::group)).as(file.getName()).isEmpty();
            String guide = file.getName().equals("migration.md") ? "" : "migration.md";
            Matcher trap = LINKED.matcher(text);
            for (; trap.find(); linked++) {
                assertThat(trap.group(2)).as(trap.group()).isEqualTo(guide + "#trap-" + trap.group(1));
            }
        }
        assertThat(linked).isGreaterThan(50);
    }

    /** Between its marks, without the marks of others. */
    private static String region(Path file, String region) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean within = false;
        for (String line : Files.readAllLines(file)) {
            Matcher mark = MARK.matcher(line);
            if (!mark.matches()) {
                if (within) {
                    lines.add(line);
                }
            } else if (mark.group(1).equals("region") && mark.group(2).equals(region)) {
                within = true;
            } else if (mark.group(1).equals("endregion")) {
                within = false;
            }
        }
        return String.join("\n", lines);
    }
}
