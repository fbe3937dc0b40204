package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.toList;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The manual's own forms do what the manual says, on each Tomcat; what only a container can show of each is in its timeline.
 */
@Runs(on = On.EACH_TOMCAT)
@WithApp
class TextbookIT {

    private static final Map<String, CompletableFuture<HttpResponse<String>>> ASKED = new HashMap<>();
    private static App asked;

    @Parameter
    App app;

    @Test
    void runsAServletWithoutSpring() throws Exception {
        assertThat(answer("servlet/dispatch", 200))
                .matches("written by the ASYNC dispatch, on http-.*; the work was done by http-.*\n");
        assertThat(steps("servlet/dispatch")).containsSubsequence("doFilter REQUEST", "startAsync REQUEST",
                "dispatch null", "doFilter ASYNC", "doFilterReturned ASYNC", "onComplete null");
        assertThat(answer("servlet/complete", 200)).startsWith("written and completed by the worker, http-");
        assertThat(steps("servlet/complete")).containsSubsequence("startAsync REQUEST", "complete null", "onComplete null")
                .doesNotContain("dispatch null", "doFilter ASYNC");
        assertThat(answer("servlet/timeout", 503)).contains("written in onTimeout");
        assertThat(steps("servlet/timeout"))
                .containsSubsequence("startAsync REQUEST", "onTimeout null", "complete null", "onComplete null");
        assertProblem(app.get("/textbook/servlet/nope"), 404);
    }

    @Test
    void rendersTheViewWithWhatTheWorkerHasPutIntoTheModel() throws Exception {
        assertThat(answer("callable", 200)).contains(">Callable<", ">MvcAsync", ">ASYNC<");
        assertThat(answer("callable/forward", 200)).contains(">Callable, forward:<", ">MvcAsync", ">ASYNC<", "</html>");
        assertThat(answer("task", 200)).contains(">WebAsyncTask<", ">textbook-partner-", ">ASYNC<");
    }

    /** It is found out at the request: before that has gone asynchronous. */
    @Test
    void answers500WhereNoExecutorHasTheNameAndTellsTheLogAlone() throws Exception {
        ask("task/wrong");

        assertProblem(response("task/wrong"), 500);
        assertThat(answer("task/wrong", 500)).doesNotContain("textbookPartnr", "xecutor", "bean");
        assertThat(app.log()).contains("NoSuchBeanDefinitionException: No bean named 'textbookPartnr'");
        assertThat(steps("task/wrong")).doesNotContain("startAsync REQUEST", "doFilter ASYNC");
    }

    @Test
    void answersADeferredResultByTheTaskThatSetsIt() throws Exception {
        assertThat(answer("deferred", 200)).startsWith("set by textbook-timer-");
        assertThat(names("deferred")).containsSubsequence("startAsync", "setResult", "dispatch", "doFilter");
        assertThat(answer("deferred/error", 502)).startsWith("answered by @ExceptionHandler");
        assertThat(names("deferred/error")).containsSubsequence("startAsync", "setErrorResult", "dispatch", "doFilter");
    }

    @Test
    void answersATimeoutByItsOwnCallbackThenByTheRequestsInterceptorThenByTheConfigurations() throws Exception {
        assertThat(answer("deferred/timeout", 503)).startsWith("set by onTimeout");
        for (String kind : List.of("callable", "deferred")) {
            assertThat(assertProblem(response("timeout/" + kind), 503)).endsWith("of the configuration");
            assertThat(assertProblem(response("registered/" + kind), 503)).endsWith("of a HandlerInterceptor");
            assertThat(steps("timeout/" + kind)).containsSubsequence("onTimeout null", "dispatch null", "doFilter ASYNC");
        }
    }

    /** A tick of the Flux that comes while MVC still writes the last one is made by the thread that asks for it then. */
    @ParameterizedTest
    @CsvSource({"sse,textbook-sender-", "sse/entity,textbook-sender-", "flux,(textbook-timer-|MvcAsync)"})
    void sendsFourEventsAndEnds(String path, String thread) throws Exception {
        assertThat(answer(path, 200).lines().filter(line -> line.startsWith("data:"))).hasSize(4)
                .allMatch(line -> line.matches("data:\\{\"number\":[1-4],\"thread\":\"" + thread + "\\d+\"}"));
        assertThat(header(response(path), "Content-Type")).startsWith("text/event-stream");
        assertThat(header(response(path), "X-Accel-Buffering")).isEqualTo(path.equals("sse/entity") ? "no" : null);
        assertThat(response(path).body()).contains("id:4\n", "event:tick\n");
    }

    /** The request's own thread writes what was sent before; what comes later another one does. */
    @Test
    void writesWhatWasSentBeforeTheHandlerHadReturned() throws Exception {
        assertThat(answer("emitter", 200)).startsWith("sent before the handler has returned\n{\"number\":1,").endsWith("\n");
        assertThat(header(response("emitter"), "Content-Type")).isNull();
        assertThat(steps("emitter")).containsSubsequence("isCommitted REQUEST", "doFilterReturned REQUEST",
                "doFilter ASYNC");
    }

    @Test
    void endsAnEmitterInItsTimeout() throws Exception {
        assertThat(answer("emitter/timeout", 200)).isEqualTo("nobody sends more\n");
        assertThat(steps("emitter/timeout"))
                .containsSubsequence("onTimeout null", "setResult null", "dispatch null", "doFilter ASYNC");
    }

    /** The handler of the exception runs on the ASYNC dispatch, asks for a 500, and is too late for that. */
    @Test
    void handlesAnEmittersErrorThoughItsStatusHasGone() throws Exception {
        assertThat(answer("emitter/error", 200)).matches("sent before the failure\nadded by @ExceptionHandler: .*\n");
        assertThat(names("emitter/error")).containsSubsequence("setErrorResult", "dispatch", "doFilter");
        assertThat(steps("emitter/error")).containsSubsequence("doFilter ASYNC", "preHandle ASYNC", "afterCompletion ASYNC")
                .doesNotContain("postHandle ASYNC");
    }

    @Test
    void streamsAndCollects() throws Exception {
        assertThat(answer("streaming", 200)).matches("(?s)(\\d by MvcAsync\\d+\n){4}");
        assertThat(header(response("streaming"), "Content-Type")).isNull();
        assertThat(steps("streaming"))
                .containsSubsequence("afterConcurrentHandlingStarted REQUEST", "postProcess null", "dispatch null");
        assertThat(json(response("observable")).findValuesAsText("number")).containsExactly("1", "2", "3", "4");
    }

    /** Both ways to a thread-local on 5.2; a foreign thread has it by the Context alone. */
    @Test
    void takesTheRequestsIdToAnotherThreadByTheContextOrByTheHook() throws Exception {
        assertThat(json(response("context/lost")).get("request").isNull()).isTrue();
        for (String way : List.of("hand", "hook")) {
            JsonNode seen = json(response("context/" + way));
            assertThat(seen.get("request").asText()).isEqualTo(header(response("context/" + way), "X-Request-Id"));
            assertThat(seen.get("thread").asText()).startsWith(way.equals("hand") ? "textbook-partner-" : "textbook-timer-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "zh"})
    void areAllLinkedFromThePage(String language) throws Exception {
        HttpResponse<String> page = app.get("/textbook?lang=" + language, HTML);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(ASKED.keySet()).allSatisfy(path -> assertThat(page.body()).contains(">/textbook/" + path + "</a>"));
    }

    /** Each Tomcat for all of them at once: most of each is waiting. */
    @BeforeEach
    void askAll() {
        if (asked != app) {
            asked = app;
            ask("servlet/dispatch", "servlet/complete", "servlet/timeout", "callable", "callable/forward", "task",
                    "deferred", "deferred/timeout", "deferred/error", "timeout/callable", "timeout/deferred",
                    "registered/callable",
                    "registered/deferred", "sse", "sse/entity", "emitter", "emitter/timeout", "emitter/error", "streaming",
                    "flux", "observable", "context/lost", "context/hand", "context/hook");
        }
    }

    private void ask(String... paths) {
        for (String path : paths) {
            ASKED.put(path, app.sendAsync(app.request("/textbook/" + path + "?timeline=" + id(path))));
        }
    }

    private HttpResponse<String> response(String path) {
        return ASKED.get(path).join();
    }

    private String answer(String path, int status) {
        assertThat(response(path).statusCode()).isEqualTo(status);
        return response(path).body();
    }

    /** For work that on a busy machine may be done before the request's thread has left. */
    private List<String> names(String path) throws Exception {
        return steps(path).stream().map(step -> step.split(" ")[0]).collect(toList());
    }

    /** The names of the events in its timeline, each with the dispatch that it is of, or null. */
    private List<String> steps(String path) throws Exception {
        response(path);
        await().until(() -> json(app.get("/lifecycle/" + id(path))).get("complete").asBoolean());
        List<String> steps = new ArrayList<>();
        json(app.get("/lifecycle/" + id(path))).get("events").forEach(event ->
                steps.add(event.get("name").asText() + " " + event.get("dispatcher").asText("null")));
        return steps;
    }

    private static String id(String path) {
        return "textbook-" + path.replace('/', '-');
    }
}
