package org.asyncshowcase.container;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Patience;
import org.asyncshowcase.testing.Problems;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.header;
import static org.assertj.core.api.Assertions.assertThat;

/** What the headers of an answer tell, and what those of a request cannot do. */
@Runs(on = On.OLD_AND_NEW)
@WithApp
class HeadersIT {

    @Parameter
    App app;

    /** Pages, JSON, a stream, a file; failures too, of a room, of Spring and of the container. */
    @ParameterizedTest
    @CsvSource({"/, text/html, 200", "/orders, application/json, 200", "/static/js/home.js, */*, 200",
            "/callable/view?delay=0, text/html, 200",
            "/export/rows.csv?rows=1, */*, 200", "/reactive/ndjson?count=1, */*, 200", "/report?steps=1&delay=1, */*, 200",
            "/nope, text/html, 404", "/callable/error?delay=0, text/html, 500",
            "/callable/error?delay=0, application/json, 500",
            "/WEB-INF/web.xml, text/html, 404", "/export/rows.csv?rows=-1, */*, 400",
            "/task/rejected, application/json, 503"})
    void tellTheBrowserWhatAnAnswerMayDo(String path, String accept, int status) throws Exception {
        HttpResponse<String> response = app.get(path, accept);

        assertThat(response.statusCode()).isEqualTo(status);
        HttpHeaders headers = response.headers();
        assertThat(headers.allValues("Content-Security-Policy")).singleElement().asString()
                .contains("default-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Vary")).containsExactly("Accept, Accept-Language, Cookie");
        assertThat(headers.allValues("Cache-Control")).singleElement().asString().startsWith("no-");
    }

    /** spring-framework 26490: to a path with several handlers, every origin might send a user's cookies. */
    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/quotes", "/callable/upload", "/status", "/static/icon.svg", "/nope"})
    void allowNoOtherOrigin(String path) throws Exception {
        HttpResponse<String> preflight = app.send(app.request(path).method("OPTIONS", noBody())
                .header("Origin", "http://evil.example").header("Access-Control-Request-Method", "POST"));
        HttpResponse<String> asked = app.send(app.request(path).header("Origin", "http://evil.example"));

        for (HttpResponse<String> each : List.of(preflight, asked)) {
            assertThat(each.headers().map().keySet()).noneMatch(name -> name.toLowerCase().startsWith("access-control"));
        }
        assertThat(preflight.statusCode()).isIn(200, 404);
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"/static/icon.svg", "/blocking/file", "/export/file", "/source/org/asyncshowcase/rooms/example/Delay.java"})
    void offerNoRanges(String path) throws Exception {
        HttpResponse<String> whole = app.get(path);
        assertThat(whole.statusCode()).isEqualTo(200);

        for (String range : List.of("bytes=0-9", "bytes=9999999-", "bytes=0-1,3-4", "bytes=x", "nonsense")) {
            HttpResponse<String> response =
                    app.send(app.request(path).header("Range", range).header("If-Range", "\"other\""));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(whole.body());
            assertThat(response.headers().map()).doesNotContainKeys("Content-Range", "Accept-Ranges");
        }
    }

    /** CVE-2024-38809's kind: with Spring's own reading each of these takes half a second of a core, 15 s together. */
    @Test
    void takeNoTimeToCompare() throws Exception {
        long usual = nanosOf30(app.request("/task/body?delay=0"));
        long spaces =
                nanosOf30(app.request("/task/body?delay=0").header("If-None-Match", "x" + " ".repeat(7_800) + "x"));

        assertThat(Duration.ofNanos(spaces)).isLessThan(Duration.ofNanos(3 * usual).plusSeconds(8));
    }

    private long nanosOf30(HttpRequest.Builder request) throws Exception {
        long started = System.nanoTime();
        for (int each = 0; each < 30; each++) {
            assertThat(app.send(request).statusCode()).isEqualTo(200);
        }
        return System.nanoTime() - started;
    }

    @Test
    void answer304ToWhoHasAFileAlready() throws Exception {
        String modified = header(app.get("/static/icon.svg"), "Last-Modified");

        assertThat(app.send(app.request("/static/icon.svg").header("If-Modified-Since", modified)).statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/status", "/orders", "/blocking/file", "/static/icon.svg", "/callable/body?delay=0",
            "/reactive/body?delay=0",
            "/stream/log", "/report?steps=1&delay=1", "/report?steps=0",
            "/export/rows.csv?rows=1", "/export/rows.csv?rows=0x3",
            "/export/file", "/reactive/ndjson?count=1", "/reactive/ndjson?count=-1", "/nope"})
    void ofAHeadAreThoseOfAGet(String path) throws Exception {
        HttpResponse<String> head = app.send(app.request(path).method("HEAD", noBody()));
        assertThat(head.body()).isEmpty();
        if (path.equals("/stream/log")) {
            assertThat(header(head, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
            assertThat(header(head, "Content-Length")).isNull();
            return;
        }
        HttpResponse<String> get = app.get(path);

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(comparable(head)).isEqualTo(comparable(get));
        // left out, or what it would be (RFC 9110, section 8.6)
        if (head.headers().firstValue("Content-Length").isPresent()) {
            assertThat(Integer.parseInt(header(head, "Content-Length"))).isPositive();
        }
    }

    private static Map<String, List<String>> comparable(HttpResponse<?> response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        // of this one answer, or of how it is sent
        List.of("X-Request-Id", "Date", "ETag", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive")
                .forEach(headers::remove);
        return headers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x3", "%233", "1%200", "%20%203", "%2B3", "-0", "%D9%A3", "%EF%BC%93", "3.0", "1e1",
            "99999999999", "%00"})
    void readWholeNumbersByTheirDigits(String number) throws Exception {
        assertThat(Problems.assertProblem(app.get("/export/rows.csv?rows=" + number), 400))
                .startsWith("rows: must be a whole number");
        assertThat(Problems.assertProblem(app.get("/report?delay=1&steps=" + number), 400))
                .startsWith("steps: must be a whole number");
        assertThat(Problems.assertProblem(app.get("/report?delay=1&failAt=" + number), 400))
                .startsWith("failAt: must be a whole number");
        assertThat(Problems.assertProblem(app.get("/report?delay=" + number), 400)).startsWith("delay: ");
        assertThat(Problems.assertProblem(app.get("/reactive/ndjson?count=" + number), 400))
                .startsWith("count: must be a whole number");
        assertThat(Problems.assertProblem(app.get("/reactive/list?count=" + number), 400))
                .startsWith("count: must be a whole number");
        assertThat(Problems.assertProblem(app.post("/orders", FORM, "symbol=ACME&quantity=" + number, JSON), 400))
                .startsWith("quantity: ");
    }

    /** Not of a header, but as wrong: Tomcat would dispatch to another path, and answer 500 when the time is over. */
    @ParameterizedTest
    @ValueSource(strings = {"//async-showcase", "///x/../async-showcase", "/async-showcase;a=b",
            "/%61sync-showcase", "/async-showcase//"})
    void comeWithAnAnswerHoweverThePathIsWritten(String context) throws Exception {
        for (String path : List.of("/callable/body?delay=0", "/reactive/body?delay=0", "/callable/view?delay=0",
                "/report?steps=1&delay=1")) {
            HttpResponse<String> response =
                    app.send(HttpRequest.newBuilder(app.tomcat().uri(context + path)).timeout(Patience.PATIENCE));
            assertThat(response.statusCode()).as(path).isEqualTo(200);
        }
    }

    /** Neither is a forwarded name taken, unless the container is told to: by Tomcat's RemoteIpValve. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/stream", "/reactive", "/textbook", "/migration", "/orders", "/callable/view?delay=0",
            "/nope", "/textbook/nope", "/status"})
    void makeNothingOfTheHostButARecipe(String path) throws Exception {
        try (RawRequest request =
                RawRequest.send(app, "GET", path, "Host: host.example", "X-Forwarded-Host: forwarded.example",
                "Forwarded: host=forwarded.example", "X-Forwarded-Prefix: /forwarded.example", "Accept: text/html",
                "Connection: close")) {
            String answer = request.readAll();

            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("forwarded.example");
            assertThat(answer.replaceAll("(?s)<pre.*?</pre>", "")).doesNotContain("host.example");
        }
    }

    /** A visitor puts it into a shell. */
    @Test
    void makeNothingOfThePathOfTheApplication() throws Exception {
        for (String path : List.of("/", "/stream", "/orders", "/reactive", "/textbook")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(app.tomcat().uri("/async-showcase;$(id)" + path))
                    .header("Accept", HTML);

            assertThat(app.send(request).body()).contains("href=\"/async-showcase/orders\"").doesNotContain("$(id)");
        }
        HttpRequest.Builder order = HttpRequest.newBuilder(app.tomcat().uri("/async-showcase;$(id)/orders"))
                .headers("Cookie", "XSRF-TOKEN=x", "X-XSRF-TOKEN", "x")
                .header("Content-Type", FORM)
                .header("Accept", JSON).POST(ofString("symbol=ACME&quantity=1"));
        assertThat(header(app.send(order), "Location")).startsWith("/async-showcase/orders/");
    }
}
