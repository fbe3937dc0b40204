package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncshowcase.container.App.json;
import static org.awaitility.Awaitility.await;

/**
 * The processing steps that the Spring reference lists in "Async Requests", each seen in the timeline of a request on a
 * real container, with the kind of thread that takes it. docs/lifecycle.md has the list.
 */
@OnEachTomcat
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
        new Steps("deferred3").expect("doFilterReturned", "Filter", "container", "REQUEST");
        assertThat(new Steps("deferred3").names()).doesNotContain("isCommitted")
                .containsSubsequence("doFilter", "preHandle", "afterConcurrentHandlingStarted", "doFilterReturned");

        app.publish("ACME");
        parked.join();
    }

    @Test
    void deferred4AnotherThreadSetsTheResult() throws Exception {
        Steps steps = deferred("deferred4");

        steps.expect("setResult", "DeferredResult", "jms", null);
        steps.expect("postProcess", "DeferredResultProcessingInterceptor", "jms", null);
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

        steps.expect("preHandle", "HandlerInterceptor", "container", "ASYNC");
        steps.expect("postHandle", "HandlerInterceptor", "container", "ASYNC");
        steps.expect("isCommitted", "ServletResponse", "container", "ASYNC");
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
        Steps steps = callable("callable3");

        steps.expect("doFilterReturned", "Filter", "container", "REQUEST");
        assertThat(steps.names()).containsSubsequence("doFilterReturned", "postProcess", "isCommitted");
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

    // Reactive: a Mono takes the way of a DeferredResult, which MVC makes for it

    @Test
    void aMonoIsAwaitedAsADeferredResult() throws Exception {
        Steps steps = run("/reactive/mono?delay=100", "mono");

        steps.expect("beforeConcurrentHandling", "DeferredResultProcessingInterceptor", "container", "REQUEST");
        steps.expect("setResult", "DeferredResult", "scheduler", null);
        steps.expect("dispatch", "AsyncContext", "scheduler", null);
        steps.expect("preHandle", "HandlerInterceptor", "container", "ASYNC");
        assertThat(steps.count("preHandle", "HandlerInterceptor")).isEqualTo(2);
        assertThat(steps.count("afterCompletion", "HandlerInterceptor")).isEqualTo(1);
    }

    @Test
    void aFluxThatIsStreamedIsEndedByTheExecutorThatWrites() throws Exception {
        Steps steps = run("/reactive/ndjson?count=3", "ndjson");

        steps.expect("afterConcurrentHandlingStarted", "AsyncHandlerInterceptor", "container", "REQUEST");
        steps.expect("dispatch", "AsyncContext", "executor", null);
        assertThat(steps.names()).containsSubsequence("afterConcurrentHandlingStarted", "setResult", "dispatch", "onComplete");
    }

    /** MVC knows the end of a future alone; {@code lost} is an executor that carries nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"/reactive/future", "/reactive/listenable", "/context/lost", "/context/reactive"})
    void theWorkOfAFutureIsToldFromItsBeginning(String path) throws Exception {
        String id = "work" + path.replace('/', '-');
        Steps steps = run(path + "?delay=200", id);

        steps.expect("run", "Runnable", "executor", null);
        assertThat(steps.names()).containsSubsequence("preHandle", "run", "setResult", "dispatch", "onComplete");
        assertThat(steps.at("setResult") - steps.at("run")).isGreaterThanOrEqualTo(200_000);
        await().until(() -> new Steps(id).names().contains("runReturned"));
    }

    @Test
    void eachLineOfAReportIsTold() throws Exception {
        Steps steps = run("/report?steps=3&delay=100", "lines");

        // the line and its end are two parts, which are one where they are sent in a row
        assertThat(steps.count("flushBuffer", "ServletResponse")).isBetween(3L, 6L);
        steps.expect("flushBuffer", "ServletResponse", "executor", null);
    }

    @Test
    void aClientHoldsNoThreadOfTheContainerWhileThePartnersAnswer() throws Exception {
        run("/reactive/client?delay=800", "client");
        run("/blocking/client?delay=800", "blockingClient");

        JsonNode client = json(app.get("/lifecycle/client"));
        assertThat(client.get("parkedMicros").asLong()).isGreaterThan(client.get("containerHeldMicros").asLong());
        assertThat(json(app.get("/lifecycle/blockingClient")).get("containerHeldMicros").asLong())
                .isGreaterThanOrEqualTo(800_000 + 600_000 + 400_000);
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
    void anErrorResultIsDispatchedLikeAnyOther() throws Exception {
        CompletableFuture<HttpResponse<String>> parked = app.sendAsync(app.request("/deferred/error?timeline=errorResult"));
        app.awaitParked(1);
        app.publish("ACME");
        assertThat(parked.join().statusCode()).isEqualTo(500);

        Steps steps = completed("errorResult");
        steps.expect("setErrorResult", "DeferredResult", "jms", null);
        steps.expect("dispatch", "AsyncContext", "jms", null);
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

    @Test
    void theProcessingInterceptorsSeeTheWorkFromBeforeToAfter() throws Exception {
        Steps callable = callable("interceptedCallable");
        Steps deferred = deferred("interceptedDeferred");

        callable.expect("preProcess", "CallableProcessingInterceptor", "executor", null);
        callable.expect("postProcess", "CallableProcessingInterceptor", "executor", null);
        callable.expect("afterCompletion", "CallableProcessingInterceptor", "container", null);
        deferred.expect("preProcess", "DeferredResultProcessingInterceptor", "container", "REQUEST");
        deferred.expect("postProcess", "DeferredResultProcessingInterceptor", "jms", null);
        deferred.expect("afterCompletion", "DeferredResultProcessingInterceptor", "container", null);
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
            // afterCompletion of the processing interceptors is the last that the container's thread tells
            return timeline.get("complete").asBoolean() && (!names.contains("startAsync")
                    || names.lastIndexOf("afterCompletion") > names.indexOf("onComplete") && names.contains("onComplete"));
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

        /** The microseconds of the first of this name. */
        long at(String name) {
            return events.get(names().indexOf(name)).get("at").asLong();
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
