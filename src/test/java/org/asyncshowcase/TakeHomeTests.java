package org.asyncshowcase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

import org.asyncshowcase.house.takehome.TakenHome;
import org.asyncshowcase.house.takehome.CopiedFile;
import org.asyncshowcase.house.takehome.TakenHome.Level;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** The figures of docs/take-home.md, counted from the lists. With {@code -Dtake-home.write=true} they are written anew. */
class TakeHomeTests {

    private static final Path GUIDE = Path.of("docs/take-home.md");
    /** Files/lines that a room took home when its handlers spoke the guard's language; not counted for all. */
    private static final Map<String, String> BEFORE = Map.of("callable", "45/2,789", "deferred", "61/3,679",
            "export", "37/2,387", "stream", "63/4,030", "task", "43/2,613", "report", "40/2,511", "orders", "61/3,754");
    private static final Map<String, String> NAMES = Map.of("deferred", "deferred (long poll)", "stream", "stream (quotes)");

    @Test
    void areCountedFromTheLists() throws IOException {
        if (Boolean.getBoolean("take-home.write")) {
            Files.writeString(GUIDE, Files.readString(GUIDE).replaceFirst("(?s)(<!-- figures -->\n).*(<!-- /figures -->)",
                    "$1" + Matcher.quoteReplacement(table()) + "$2"));
        }

        assertThat(Files.readString(GUIDE)).contains("<!-- figures -->\n" + table() + "<!-- /figures -->");
    }

    private static String table() {
        return "| pattern | bare files | bare lines | bare XML files | XML lines | guarded files | guarded lines "
                + "| before |\n"
                + "|---|---|---|---|---|---|---|---|\n" + TakenHome.rooms().map(TakeHomeTests::row).collect(joining());
    }

    private static String row(String room) {
        TakenHome bare = new TakenHome(room, Level.BARE);
        TakenHome guarded = new TakenHome(room, Level.GUARDED);
        List<Object> cells = List.of(NAMES.getOrDefault(room, room), bare.classes().size(), lines(bare), bare.xml().size(),
                bare.xml().stream().mapToLong(file -> bare.text(file).lines().count()).sum(),
                guarded.classes().size(), lines(guarded), BEFORE.getOrDefault(room, "–"));
        return cells.stream().map(cell -> cell instanceof Number ? String.format("%,d", cell) : cell.toString())
                .collect(joining(" | ", "| ", " |\n"));
    }

    private static long lines(TakenHome taken) {
        return taken.files().stream().filter(file -> file.getPlace().matches(".*/[A-Z]\\w+\\.java"))
                .mapToLong(CopiedFile::getLines).sum();
    }
}
