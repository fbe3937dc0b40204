package org.asyncshowcase.container;

import java.io.File;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.asyncshowcase.house.takehome.TakenHome;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static java.util.stream.Collectors.toList;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.header;
import static org.assertj.core.api.Assertions.assertThat;

/** The documents as pages, and the lists of what to copy: whatever they link to or show is there. */
@Runs(on = On.NEW, inMatrixOnly = true)
@WithApp
class DocumentsIT {

    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final String BASE = "/async-showcase";

    @Parameter
    App app;

    /** Other hosts are not asked. */
    @Test
    void leadToWhatThereIs() throws Exception {
        Map<String, HttpResponse<String>> asked = new HashMap<>();
        List<String> broken = new ArrayList<>();
        for (String page : pages()) {
            String body = get(page, asked).body();
            assertThat(found(ID, body)).as(page).doesNotHaveDuplicates();
            for (String address : new TreeSet<>(found(ADDRESS, body))) {
                // of a query alone Java makes another path
                URI target = URI.create(BASE + page).resolve(address.startsWith("?") ? BASE + page + address : address);
                if (target.getHost() != null) {
                    continue;
                }
                assertThat(target.getPath()).as(page + " " + address).startsWith(BASE + "/");
                HttpResponse<String> answer = get(target.getPath().substring(BASE.length()), asked);
                if (answer.statusCode() != 200 || target.getFragment() != null
                        && !found(ID, answer.body()).contains(target.getFragment())) {
                    broken.add(page + " " + address + " " + answer.statusCode());
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(asked).hasSizeGreaterThan(100).containsKeys("/source/docs/lifecycle/task-body.png",
                "/source/docs/performance/heap.svg", "/static/js/quote-hub.js", "/take-home/stream-guarded.zip",
                "/source/old/app/java/shop/OrderController.java");
    }

    @Test
    void areEnglishInAPageOfAnotherLanguage() throws Exception {
        assertThat(app.get("/docs/limits?lang=ko", HTML).body())
                .contains("<html lang=\"ko\">", "<h1 lang=\"en\">", "<article class=\"document\" lang=\"en\">");
    }

    @Test
    void showImagesAsWhatTheyAre() throws Exception {
        assertThat(header(app.get("/source/docs/lifecycle/task-body.png"), "Content-Type")).startsWith("image/png");
        assertThat(header(app.get("/source/docs/performance/heap.svg"), "Content-Type")).startsWith("image/svg+xml");
    }

    /** Links of before, and for who wants the text. */
    @Test
    void areServedAsTextToo() throws Exception {
        HttpResponse<String> answer = app.get("/source/docs/migration.md");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith("text/plain");
    }

    private static List<String> pages() {
        List<String> pages = new ArrayList<>(List.of("/docs"));
        TakenHome.rooms().forEach(room -> pages.add("/take-home/" + room));
        for (String file : new File("docs").list((folder, name) -> name.endsWith(".md"))) {
            pages.add("/docs/" + file.replace(".md", ""));
        }
        return pages;
    }

    private HttpResponse<String> get(String path, Map<String, HttpResponse<String>> asked) throws Exception {
        HttpResponse<String> answer = asked.get(path);
        if (answer == null) {
            answer = app.get(path, HTML + ",*/*;q=0.8");
            asked.put(path, answer);
        }
        return answer;
    }

    private static List<String> found(Pattern pattern, String body) {
        return pattern.matcher(body).results().map((MatchResult result) -> result.group(1)).collect(toList());
    }
}
