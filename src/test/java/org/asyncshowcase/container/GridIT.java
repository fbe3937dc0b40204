package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Ticks;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertErrorPage;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Every cell of the grid: its status, its fields, its threads, its real time-out. */
@Runs(on = On.EACH_TOMCAT)
@WithApp
class GridIT {

    @Parameter
    App app;

    private Ticks quotes;

    @BeforeEach
    void startQuotes() {
        quotes = new Ticks(app);
    }

    @AfterEach
    void stopQuotes() throws Exception {
        quotes.close();
    }

    @ParameterizedTest
    @CsvSource({"callable,mvc-", "task,partner-", "database,database-", "deferred,jms-", "reactive,timer-"})
    void answersTheBodyFromAnotherThread(String pattern, String worker) throws Exception {
        HttpResponse<String> response = app.get("/" + pattern + "/body?delay=100");

        assertAnswer(response, pattern, "value");
        assertThat(json(response).get("requestThread").asText()).startsWith("http-nio");
        assertThat(json(response).get("workerThread").asText()).startsWith(worker);
    }

    @Test
    void answersTheBlockingBodyFromTheRequestsThread() throws Exception {
        HttpResponse<String> response = app.get("/blocking/body?delay=100");

        assertAnswer(response, "blocking", "value");
        assertThat(json(response).get("workerThread")).isEqualTo(json(response).get("requestThread"));
    }

    /** Trap 2: the ETag filter buffers the answer, and hands it out only if it runs again on the ASYNC dispatch. */
    @Test
    void answersTheBodyWithAnEtag() throws Exception {
        HttpResponse<String> response = app.get("/task/body?delay=0");

        assertThat(header(response, "ETag")).isNotBlank();
        assertThat(response.body()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"blocking,REQUEST", "callable,ASYNC", "task,ASYNC", "database,ASYNC", "deferred,ASYNC", "reactive,ASYNC"})
    void rendersTheViewUnderTheDispatchOfTheResult(String pattern, String dispatcher) throws Exception {
        HttpResponse<String> response = app.get("/" + pattern + "/view?delay=100", HTML);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(response.headers().map()).doesNotContainKey("Set-Cookie");
        assertThat(response.body()).contains(">" + pattern + "<", ">value<", ">" + dispatcher + "<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "callable", "task", "deferred", "reactive"})
    void answersTheErrorWithoutItsCause(String pattern) throws Exception {
        assertProblem(app.get("/" + pattern + "/error?delay=100"), 500);
        assertErrorPage(app.get("/" + pattern + "/error?delay=100", HTML), 500);
    }

    /** Trap 5: the setting counts, and not the container's own 10 s or 30 s. */
    @Test
    void timesOutAfterTheSettingsTime() throws Exception {
        long started = System.nanoTime();

        HttpResponse<String> response = app.get("/callable/timeout?delay=0");

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofMillis(1_400), Duration.ofMillis(9_500));
        assertProblem(response, 503);
    }

    @Test
    void answersWhatHasNoTimeoutOfItsOwnAfterTheSettings() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (String path : List.of("/task/body", "/reactive/mono", "/reactive/single", "/reactive/future",
                "/reactive/listenable")) {
            asked.add(app.sendAsync(app.request(path + "?delay=6000")));
        }

        for (CompletableFuture<HttpResponse<String>> each : asked) {
            assertProblem(each.join(), 503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "deferred", "reactive"})
    void answersTheFallbackOnTimeout(String pattern) throws Exception {
        assertAnswer(app.get("/" + pattern + "/timeout?delay=100"), pattern, "fallback");
    }

    /** Trap 4: the exception handler of a rejected Callable runs twice, and answers once. */
    @ParameterizedTest
    @ValueSource(strings = {"callable", "task", "deferred", "reactive"})
    void answers503WhenThereIsNoRoom(String pattern) throws Exception {
        assertProblem(app.get("/" + pattern + "/rejected"), 503);
        assertErrorPage(app.get("/" + pattern + "/rejected", HTML), 503);
    }

    @ParameterizedTest
    @CsvSource({"/blocking/body?delay=-1,delay", "/callable/body?delay=10001,delay", "/callable/view?delay=abc,delay",
            "/task/timeout?delay=1e3,delay", "/deferred/body?delay=%3Cscript%3E,delay", "/task/body?executor=nope,executor",
            "/task/view?executor=%3Cscript%3E,executor", "/database/body?delay=%3Cscript%3E,delay",
            "/reactive/view?delay=x,delay", "/reactive/client?late=nobody,late", "/reactive/client?fail=%3Cscript%3E,fail"})
    void names400sParameter(String path, String parameter) throws Exception {
        assertThat(assertProblem(app.get(path), 400)).startsWith(parameter + ": ").doesNotContain("script");
        assertErrorPage(app.get(path, HTML), 400);
    }

    @Test
    void listsTheExecutorsThereAre() throws Exception {
        assertThat(assertProblem(app.get("/task/body?executor=nope"), 400)).contains("partner, reports, tiny");
    }

    private static void assertAnswer(HttpResponse<String> response, String pattern, String outcome) throws Exception {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("application/json");
        assertThat(response.headers().map()).doesNotContainKey("Set-Cookie");
        JsonNode answer = json(response);
        assertThat(answer.fieldNames()).toIterable()
                .containsExactly("pattern", "outcome", "answer", "requestThread", "workerThread");
        assertThat(answer.get("pattern").asText()).isEqualTo(pattern);
        assertThat(answer.get("outcome").asText()).isEqualTo(outcome);
        if (!pattern.equals("blocking")) {
            assertThat(answer.get("workerThread")).isNotEqualTo(answer.get("requestThread"));
        }
    }
}
