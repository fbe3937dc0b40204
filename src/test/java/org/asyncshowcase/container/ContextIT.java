package org.asyncshowcase.container;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What travels with the work, on few threads that are never idle: nobody sees what belongs to somebody else. */
@Runs(on = On.OLD_AND_NEW)
@WithApp({"-Devents.ticker.period=0", "-Dexecutors.mvc.threads=2", "-Dexecutors.mvc.queue=1000",
        "-Dexecutors.partner.threads=2", "-Dexecutors.partner.queue=1000", "-Dasync.timeout=30000"})
class ContextIT {

    private static final String HEADER = "X-Request-Id";
    private static final String[] LANGUAGES = {"en", "ko", "zh"};
    private static final String[] ZONES = {"UTC", "Asia/Seoul", "Asia/Shanghai", "America/New_York"};

    @Parameter
    App app;

    /** Trap 20. */
    @ParameterizedTest
    @CsvSource({"callable, mvc-[12]", "task, partner-[12]", "reactive, partner-[12]"})
    void keepsTheContextsOf400RequestsApartOnTwoThreads(String pattern, String threads) throws Exception {
        Set<String> workers = askManyAtOnce(app, pattern, 400, () -> { });

        assertThat(workers).hasSize(2).allMatch(thread -> thread.matches(threads));
    }

    @Test
    void keepsTheContextsOf300ParkedRequestsApartOnTheJmsThread() throws Exception {
        Set<String> workers = askManyAtOnce(app, "deferred", 300, () -> {
            app.awaitParked(300);
            app.publish("ACME");
        });

        assertThat(workers).hasSize(1).allMatch(thread -> thread.startsWith("jms-"));
    }

    /** Each with an id, a language and a time zone of its own; returns the workers' threads. */
    static Set<String> askManyAtOnce(App app, String pattern, int count, Event event) throws Exception {
        Map<Integer, CompletableFuture<HttpResponse<String>>> asked = new LinkedHashMap<>();
        for (int n = 0; n < count; n++) {
            asked.put(n, app.sendAsync(named(app, n, "/context/" + pattern + "?delay=2&zone=" + ZONES[n % 4])
                    .header("Accept-Language", LANGUAGES[n % 3])));
        }
        event.happens();
        Set<String> workers = new HashSet<>();
        for (Map.Entry<Integer, CompletableFuture<HttpResponse<String>>> each : asked.entrySet()) {
            HttpResponse<String> response = each.getValue().join();
            int n = each.getKey();
            assertThat(header(response, HEADER)).isEqualTo("user-" + n);
            for (String side : List.of("request", "worker")) {
                JsonNode seen = json(response).get(side);
                assertThat(seen.get("id").asText()).isEqualTo("user-" + n);
                assertThat(seen.get("locale").asText()).isEqualTo(LANGUAGES[n % 3]);
                assertThat(seen.get("timeZone").asText()).isEqualTo(ZONES[n % 4]);
            }
            workers.add(json(response).get("worker").get("thread").asText());
        }
        return workers;
    }

    @Test
    void leavesNothingToAThreadThatComesAfter() throws Exception {
        askManyAtOnce(app, "callable", 50, () -> { });
        askManyAtOnce(app, "task", 50, () -> { });

        for (int n = 0; n < 20; n++) {
            JsonNode worker = json(app.send(named(app, n, "/context/lost?delay=0"))).get("worker");
            assertThat(worker.get("id").isNull()).isTrue();
            assertThat(worker.get("locale").isNull()).isTrue();
            assertThat(worker.get("thread").asText()).startsWith("lost-");
        }
    }

    /** Also what Tomcat itself refuses, and what is answered after a dispatch. */
    @ParameterizedTest
    @CsvSource({"/status, 200", "/static/css/showcase.css, 200", "/blocking/view?delay=0, 200",
            "/callable/body?delay=0, 200",
            "/callable/error?delay=0, 500", "/callable/rejected, 503", "/callable/body?delay=x, 400", "/nope, 404",
            "/WEB-INF/web.xml, 404", "/static/nope, 404", "/task/timeout?delay=0, 200", "/deferred/rejected, 503",
            "/export/rows.csv?rows=3, 200", "/deferred/timeout?delay=0, 200"})
    void sendsTheIdBackOnEveryResponse(String path, int status) throws Exception {
        HttpResponse<String> response = app.send(named(app, 7, path));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues(HEADER)).containsExactly("user-7");
        assertThat(header(app.get(path), HEADER)).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_b", "a b", "%0d%0aSet-Cookie: a=b", "<script>", "a,b",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void makesAnIdWhereTheClientsIsNotWellFormed(String id) throws Exception {
        assertThat(header(app.send(app.request("/status").header(HEADER, id)), HEADER)).matches("[0-9a-f-]{36}");
    }

    /** Trap 18: the line is logged on the ASYNC dispatch, by a thread that has not seen the request before. */
    @ParameterizedTest
    @ValueSource(strings = {"callable", "task"})
    void namesTheRequestInTheLogAfterTheDispatch(String pattern) throws Exception {
        app.send(app.request("/" + pattern + "/error?delay=0").header(HEADER, "logged-" + pattern));

        assertThat(linesOf("logged-" + pattern)).anyMatch(line -> line.contains("ERROR") && line.contains("/error failed"));
    }

    @ParameterizedTest
    @CsvSource({"callable, mvc-", "task, partner-", "reactive, partner-", "deferred, jms-"})
    void namesTheRequestInTheLogOnEveryThread(String pattern, String thread) throws Exception {
        CompletableFuture<HttpResponse<String>> asked =
                app.sendAsync(app.request("/context/" + pattern + "?delay=0").header(HEADER, "both-" + pattern));
        if (pattern.equals("deferred")) {
            app.awaitParked(1);
            app.publish("ACME");
        }
        asked.join();

        List<String> lines = linesOf("both-" + pattern);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("[http-nio");
        assertThat(lines.get(1)).contains("[" + thread);
    }

    @Test
    void showsTheIdInTheTimeline() throws Exception {
        app.send(app.request("/callable/body?delay=0&timeline=with-id").header(HEADER, "in-the-timeline"));

        assertThat(json(app.get("/lifecycle/with-id")).get("requestId").asText()).isEqualTo("in-the-timeline");
    }

    private List<String> linesOf(String id) {
        await().until(() -> app.log().contains("] " + id + " "));
        List<String> lines = new ArrayList<>();
        app.log().lines().filter(line -> line.contains("] " + id + " ")).forEach(lines::add);
        return lines;
    }

    private static HttpRequest.Builder named(App app, int user, String path) {
        return app.request(path).header(HEADER, "user-" + user);
    }

    interface Event {
        void happens() throws Exception;
    }
}
