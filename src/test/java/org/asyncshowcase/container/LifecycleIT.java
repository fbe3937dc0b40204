package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncshowcase.container.App.json;
import static org.awaitility.Awaitility.await;

/**
 * The processing steps that the Spring reference lists in "Async Requests", each seen in the timeline of a request on a
 * real container, with the kind of thread that takes it. docs/lifecycle.md has the list.
 */
@OnEachTomcat({"-Devents.ticker.period=0", "-Dasync.timeout=1000"})
class LifecycleIT {

    @Parameter
    App app;

    // DeferredResult

    @Test
    void deferred1ControllerReturnsAndParksTheResult() throws Exception {
        Steps steps = deferred("deferred1");

        steps.expect("beforeConcurrentHandling", "DeferredResultProcessingInterceptor", "container", "REQUEST");
    }

    @Test
    void deferred2StartsAsync() throws Exception {
        deferred("deferred2").expect("startAsync", "ServletRequest", "container", "REQUEST");
    }

    @Test
    void deferred3LeavesTheContainersThreadWhileTheResponseStaysOpen() throws Exception {
        CompletableFuture<HttpResponse<String>> parked = app.sendAsync(app.request("/deferred/body?timeline=deferred3"));
        app.awaitParked(1);
        await().until(() -> new Steps("deferred3").names().contains("doFilterReturned"));

        JsonNode timeline = json(app.get("/lifecycle/deferred3"));
        assertThat(timeline.get("complete").asBoolean()).isFalse();
        assertThat(new Steps("deferred3").names()).doesNotContain("isCommitted")
                .containsSubsequence("doFilter", "preHandle", "afterConcurrentHandlingStarted", "doFilterReturned");

        app.publish("ACME");
        parked.join();
    }

    @Test
    void deferred4AnotherThreadSetsTheResult() throws Exception {
        deferred("deferred4").expect("setResult", "DeferredResult", "jms", null);
    }

    @Test
    void deferred5DispatchesTheRequestBackToTheContainer() throws Exception {
        Steps steps = deferred("deferred5");

        steps.expect("dispatch", "AsyncContext", "jms", null);
        steps.expect("doFilter", "Filter", "container", "ASYNC");
    }

    @Test
    void deferred6ResumesWithTheResult() throws Exception {
        Steps steps = deferred("deferred6");

        steps.expect("postHandle", "HandlerInterceptor", "container", "ASYNC");
        assertThat(steps.names()).containsSubsequence("setResult", "postProcess", "dispatch", "doFilter", "preHandle",
                "postHandle", "isCommitted", "doFilterReturned", "onComplete");
    }

    // Callable

    @Test
    void callable1ControllerReturnsACallable() throws Exception {
        callable("callable1").expect("beforeConcurrentHandling", "CallableProcessingInterceptor", "container", "REQUEST");
    }

    @Test
    void callable2StartsAsyncAndSubmitsToTheExecutor() throws Exception {
        Steps steps = callable("callable2");

        steps.expect("startAsync", "ServletRequest", "container", "REQUEST");
        steps.expect("preProcess", "CallableProcessingInterceptor", "executor", null);
    }

    @Test
    void callable3LeavesTheContainersThreadBeforeTheWorkIsDone() throws Exception {
        assertThat(callable("callable3").names()).containsSubsequence("doFilterReturned", "postProcess");
    }

    @Test
    void callable4DispatchesWhenTheCallableHasItsResult() throws Exception {
        Steps steps = callable("callable4");

        steps.expect("postProcess", "CallableProcessingInterceptor", "executor", null);
        steps.expect("dispatch", "AsyncContext", "executor", null);
    }

    @Test
    void callable5ResumesWithTheResult() throws Exception {
        Steps steps = callable("callable5");

        steps.expect("preHandle", "HandlerInterceptor", "container", "ASYNC");
        assertThat(steps.names()).containsSubsequence("dispatch", "doFilter", "preHandle", "postHandle", "isCommitted",
                "doFilterReturned", "onComplete");
    }

    // Exceptions

    @Test
    void anExceptionIsAResultThatIsDispatched() throws Exception {
        Steps steps = run("/callable/error?delay=100", "exception");

        steps.expect("postProcess", "CallableProcessingInterceptor", "executor", null);
        steps.expect("dispatch", "AsyncContext", "executor", null);
        assertThat(steps.names()).doesNotContain("postHandle").contains("afterCompletion");
        assertThat(json(app.get("/lifecycle/exception")).get("status").asInt()).isEqualTo(500);
    }

    @Test
    void aTimeoutIsToldByTheContainer() throws Exception {
        Steps steps = run("/callable/timeout", "timeout");

        steps.expect("onTimeout", "AsyncListener", "container", null);
        steps.expect("dispatch", "AsyncContext", "container", null);
    }

    /** A fallback hides the interceptors' handleTimeout; the container's own listener sees the time-out. */
    @Test
    void aTimeoutThatAFallbackAnswersIsSeenToo() throws Exception {
        Steps steps = run("/deferred/timeout?delay=100", "fallback");

        steps.expect("onTimeout", "AsyncListener", "container", null);
        steps.expect("setResult", "DeferredResult", "container", null);
    }

    @Test
    void aRejectionIsDispatchedByTheRequestsOwnThread() throws Exception {
        run("/callable/rejected", "rejected").expect("dispatch", "AsyncContext", "container", "REQUEST");
    }

    // Interception

    @Test
    void preHandleRunsTwiceAndAfterCompletionOnce() throws Exception {
        Steps steps = callable("interception");

        steps.expect("preHandle", "HandlerInterceptor", "container", "REQUEST");
        steps.expect("preHandle", "HandlerInterceptor", "container", "ASYNC");
        steps.expect("afterConcurrentHandlingStarted", "AsyncHandlerInterceptor", "container", "REQUEST");
        steps.expect("afterCompletion", "HandlerInterceptor", "container", "ASYNC");
        assertThat(steps.count("preHandle", "HandlerInterceptor")).isEqualTo(2);
        assertThat(steps.count("postHandle", "HandlerInterceptor")).isEqualTo(1);
        assertThat(steps.count("afterCompletion", "HandlerInterceptor")).isEqualTo(1);
    }

    // Blocking, for comparison

    @Test
    void aBlockingRequestHoldsItsThreadAllTheTime() throws Exception {
        run("/blocking/body?delay=300", "blocking");

        JsonNode timeline = json(app.get("/lifecycle/blocking"));
        assertThat(timeline.get("dispatches").asInt()).isEqualTo(1);
        assertThat(timeline.get("threads").asInt()).isEqualTo(1);
        assertThat(timeline.get("containerHeldMicros").asLong()).isGreaterThanOrEqualTo(300_000);
    }

    @Test
    void aCallableHoldsTheContainersThreadsForLessThanItsWork() throws Exception {
        callable("held");

        JsonNode timeline = json(app.get("/lifecycle/held"));
        assertThat(timeline.get("totalMicros").asLong()).isGreaterThanOrEqualTo(500_000);
        assertThat(timeline.get("parkedMicros").asLong()).isGreaterThan(timeline.get("containerHeldMicros").asLong());
    }

    private Steps callable(String id) throws Exception {
        return run("/callable/body?delay=500", id);
    }

    private Steps deferred(String id) throws Exception {
        CompletableFuture<HttpResponse<String>> parked = app.sendAsync(app.request("/deferred/body?timeline=" + id));
        app.awaitParked(1);
        app.publish("ACME");
        assertThat(parked.join().statusCode()).isEqualTo(200);
        return completed(id);
    }

    private Steps run(String path, String id) throws Exception {
        app.get(path + (path.contains("?") ? "&" : "?") + "timeline=" + id);
        return completed(id);
    }

    /** The answer may reach the client before the container's onComplete. */
    private Steps completed(String id) {
        await().until(() -> {
            JsonNode timeline = json(app.get("/lifecycle/" + id));
            List<String> names = timeline.findValuesAsText("name");
            return timeline.get("complete").asBoolean()
                    && (names.contains("onComplete") || !names.contains("startAsync"));
        });
        return new Steps(id);
    }

    /** The events of one timeline. */
    private final class Steps {

        private final JsonNode events;

        Steps(String id) {
            try {
                events = json(app.get("/lifecycle/" + id)).get("events");
            } catch (IOException | InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }

        List<String> names() {
            return events.findValuesAsText("name");
        }

        long count(String name, String api) {
            long count = 0;
            for (JsonNode event : events) {
                if (event.get("name").asText().equals(name) && event.get("api").asText().equals(api)) {
                    count++;
                }
            }
            return count;
        }

        void expect(String name, String api, String kind, String dispatcher) {
            assertThat(events).as("%s by %s in %s", name, kind, events).anySatisfy(event -> {
                assertThat(event.get("name").asText()).isEqualTo(name);
                assertThat(event.get("api").asText()).isEqualTo(api);
                assertThat(event.get("kind").asText()).isEqualTo(kind);
                assertThat(event.get("dispatcher").asText(null)).isEqualTo(dispatcher);
            });
        }
    }
}
