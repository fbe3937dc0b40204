package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.asyncshowcase.testing.App.json;
import static org.awaitility.Awaitility.await;

/**
 * The processing steps that the Spring reference lists in "Async Requests", each seen in the timeline of a request on a
 * real container, with the kind of thread that takes it. docs/lifecycle.md has the list.
 */
@Runs(on = On.EACH_TOMCAT)
@WithApp
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
        awaitThreadLeft("deferred3");
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
    void aClientHoldsNoThreadOfTheContainerWhileThePartnersAnswer() throws Exception {
        // the first call makes connections and loads classes: on a busy machine it takes longer than a partner may
        await().untilAsserted(() -> assertThat(
                json(app.get("/reactive/client?delay=0")).get("outcome").asText()).isEqualTo("value"));
        Steps steps = run("/reactive/client?delay=400", "client");
        run("/blocking/client?delay=400", "blockingClient");

        steps.expect("setResult", "DeferredResult", "executor", null);
        assertThat(steps.names()).containsSubsequence("startAsync", "doFilterReturned", "setResult", "dispatch");
        assertThat(json(app.get("/lifecycle/blockingClient")).get("containerHeldMicros").asLong())
                .isGreaterThanOrEqualTo(400_000 + 300_000 + 200_000);
    }

    // An emitter

    @Test
    void emitter1IsAwaitedAsADeferredResultThatMvcMakes() throws Exception {
        Steps steps = run("/report?steps=2", "emitter1");

        steps.expect("beforeConcurrentHandling", "DeferredResultProcessingInterceptor", "container", "REQUEST");
        steps.expectWay("startAsync", "container", "ResponseBodyEmitterReturnValueHandler.handleReturnValue",
                "WebAsyncManager.startDeferredResultProcessing", "StandardServletAsyncWebRequest.startAsync");
    }

    /** What is sent before the handler returns, the request's own thread writes when MVC has taken the request over. */
    @Test
    void emitter2CommitsTheResponseWithTheFirstWrite() throws Exception {
        Steps steps = run("/report?steps=2", "emitter2");

        steps.expect("write", "ServletOutputStream", "container", "REQUEST");
        steps.expect("isCommitted", "ServletResponse", "container", "REQUEST");
        steps.expectWay("write", "container", "ResponseBodyEmitterReturnValueHandler.handleReturnValue",
                "ResponseBodyEmitter.initialize",
                "HeldResponse.write");
        assertThat(steps.names())
                .containsSubsequence("preProcess", "write", "writeReturned", "isCommitted", "doFilterReturned");
    }

    @Test
    void emitter3EachSendIsWrittenByTheThreadThatSends() throws Exception {
        Steps steps = run("/report?steps=3&delay=100", "emitter3");

        // without the first line; the others and their ends are two parts, which are one where they are sent in a row
        assertThat(steps.count("send", "ResponseBodyEmitter")).isBetween(3L, 6L);
        assertThat(steps.count("sendReturned", "ResponseBodyEmitter")).isEqualTo(steps.count("send", "ResponseBodyEmitter"));
        steps.expectWay("send", "executor", "Report.next", "ResponseBodyEmitter.send",
                "ResponseBodyEmitterReturnValueHandler.HttpMessageConvertingHandler.send", "HeldResponse.write");
    }

    @Test
    void emitter4CompleteSetsTheResultThatIsDispatched() throws Exception {
        Steps steps = run("/report?steps=2", "emitter4");

        steps.expect("setResult", "DeferredResult", "executor", null);
        steps.expect("dispatch", "AsyncContext", "executor", null);
        steps.expectWay("setResult", "executor", "ResponseBodyEmitter.complete",
                "ResponseBodyEmitterReturnValueHandler.HttpMessageConvertingHandler.complete", "DeferredResult.setResult");
    }

    @Test
    void emitter5TheDispatchWritesNothingMore() throws Exception {
        Steps steps = run("/report?steps=2", "emitter5");

        assertThat(steps.names()).containsSubsequence("dispatch", "doFilter", "preHandle", "postHandle", "onComplete");
        assertThat(steps.after("dispatch")).doesNotContain("send", "write");
    }

    @Test
    void whatIsSentBeforeTheHandlerHasReturnedIsWrittenByTheRequestsThread() throws Exception {
        Steps steps = run("/textbook/emitter", "early");

        steps.expect("write", "ServletOutputStream", "container", "REQUEST");
        steps.expectWay("write", "container", "ResponseBodyEmitterReturnValueHandler.handleReturnValue",
                "ResponseBodyEmitter.initialize",
                "ResponseBodyEmitterReturnValueHandler.HttpMessageConvertingHandler.send");
    }

    /** Its status has gone: the exception handler can only add to the answer. */
    @Test
    void completeWithErrorIsDispatchedToTheExceptionHandler() throws Exception {
        Steps steps = run("/textbook/emitter/error", "completedWithError");

        steps.expect("setErrorResult", "DeferredResult", "executor", null);
        steps.expectWay("setErrorResult", "executor", "EmitterForms.error", "ResponseBodyEmitter.completeWithError");
        steps.expect("write", "ServletOutputStream", "container", "ASYNC");
        steps.expectWay("write", "container", "ExceptionHandlerExceptionResolver.doResolveHandlerMethodException");
        assertThat(json(app.get("/lifecycle/completedWithError")).get("status").asInt()).isEqualTo(200);
    }

    // A StreamingResponseBody

    @Test
    void body1IsACallableThatMvcMakes() throws Exception {
        Steps steps = run("/export/rows.csv?rows=3", "body1");

        steps.expect("beforeConcurrentHandling", "CallableProcessingInterceptor", "container", "REQUEST");
        steps.expectWay("startAsync", "container", "StreamingResponseBodyReturnValueHandler.handleReturnValue",
                "WebAsyncManager.startCallableProcessing", "StandardServletAsyncWebRequest.startAsync");
    }

    @Test
    void body2IsWrittenByTheExecutor() throws Exception {
        Steps steps = run("/export/rows.csv?rows=3", "body2");

        steps.expect("writeTo", "StreamingResponseBody", "executor", null);
        steps.expectWay("write", "executor", "WebAsyncManager.startCallableProcessing",
                "StreamingResponseBodyReturnValueHandler.StreamingResponseBodyTask.call", "ExportController.rows",
                "HeldResponse.write");
        assertThat(steps.names()).containsSubsequence("preProcess", "writeTo", "write", "writeReturned", "writeToReturned",
                "postProcess", "dispatch");
    }

    @Test
    void body3TheDispatchWritesNothingMore() throws Exception {
        Steps steps = run("/export/rows.csv?rows=3", "body3");

        steps.expect("dispatch", "AsyncContext", "executor", null);
        assertThat(steps.names()).containsSubsequence("dispatch", "doFilter", "preHandle", "postHandle", "onComplete");
        assertThat(steps.after("dispatch")).doesNotContain("write");
    }

    // A Flux that is streamed

    @Test
    void flux1IsSentAsAnEmitterThatMvcMakes() throws Exception {
        Steps steps = run("/reactive/ndjson?count=3", "flux1");

        steps.expect("beforeConcurrentHandling", "DeferredResultProcessingInterceptor", "container", "REQUEST");
        steps.expectWay("startAsync", "container", "ResponseBodyEmitterReturnValueHandler.handleReturnValue",
                "WebAsyncManager.startDeferredResultProcessing");
    }

    @Test
    void flux2EachElementIsSentByMvcsExecutor() throws Exception {
        Steps steps = run("/reactive/ndjson?count=3", "flux2");

        steps.expect("send", "ResponseBodyEmitter", "executor", null);
        steps.expectWay("send", "executor", "ReactiveTypeHandler.AbstractEmitterSubscriber.run",
                "ReactiveTypeHandler.JsonEmitterSubscriber.send", "ResponseBodyEmitter.send");
    }

    @Test
    void flux3ItsEndIsDispatched() throws Exception {
        Steps steps = run("/reactive/ndjson?count=3", "flux3");

        steps.expect("dispatch", "AsyncContext", "executor", null);
        steps.expectWay("setResult", "executor", "ReactiveTypeHandler.AbstractEmitterSubscriber.run",
                "ResponseBodyEmitter.complete");
        assertThat(steps.names())
                .containsSubsequence("afterConcurrentHandlingStarted", "setResult", "dispatch", "onComplete");
    }

    /** The container's own thread that writes such a body of JSON as it is. */
    @Test
    void whatTheDispatchWritesIsToldToo() throws Exception {
        run("/reactive/mono?delay=0", "written").expectWay("write", "container", "DispatcherServlet.doDispatch",
                "RequestResponseBodyMethodProcessor.handleReturnValue", "HeldResponse.write");
    }

    @Test
    void aWriteIsAsLongAsItsClientHoldsItUp() throws Exception {
        try (RawRequest stalled = RawRequest.stalled(app, "/reactive/ndjson?count=1000000&size=1000&timeline=stalled")) {
            await().until(() -> {
                JsonNode timeline = json(app.get("/lifecycle/stalled"));
                List<String> names = timeline.path("events").findValuesAsText("name");
                int send = names.lastIndexOf("send");
                return send > names.lastIndexOf("sendReturned") && timeline.get("totalMicros").asLong()
                        - timeline.at("/events/" + send + "/at").asLong() > 500_000;
            });
        }

        Steps steps = completed("stalled");
        assertThat(steps.at(steps.last("sendReturned")) - steps.at(steps.last("send"))).isGreaterThan(500_000);
    }

    // A client that leaves

    @Test
    void left1TheThreadThatSendsFails() throws Exception {
        Steps steps = left("left1");

        assertThat(steps.events.get(steps.last("sendReturned")).get("kind").asText()).isEqualTo("executor");
        assertThat(steps.last("send")).isLessThan(steps.last("onError"));
    }

    @Test
    void left2TheContainerTellsAThreadOfItsOwn() throws Exception {
        left("left2").expect("onError", "AsyncListener", "container", null);
    }

    @Test
    void left3MvcMakesAnErrorResultOfIt() throws Exception {
        Steps steps = left("left3");

        steps.expect("setErrorResult", "DeferredResult", "container", null);
        steps.expectWay("setErrorResult", "container", "StandardServletAsyncWebRequest.onError",
                "DeferredResultInterceptorChain.triggerAfterError", "DeferredResult.handleError");
    }

    @Test
    void left4TheDispatchFindsNobodyToAnswer() throws Exception {
        Steps steps = left("left4");

        steps.expect("dispatch", "AsyncContext", "container", null);
        assertThat(steps.after("dispatch")).contains("onComplete").doesNotContain("postHandle", "write", "send");
        // Tomcat 8.5 ends the request without it
        assertThat(steps.after("dispatch").contains("preHandle")).isEqualTo(!app.toString().startsWith("Tomcat 8.5"));
    }

    /** A report whose client goes away while it is written. */
    private Steps left(String id) throws Exception {
        try (RawRequest client = RawRequest.stalled(app, "/report?steps=1000&delay=20&timeline=" + id)) {
            // the first by the request's own thread; of what breaks before that has left, Tomcat does not tell the end
            await().until(() -> frequency(json(app.get("/lifecycle/" + id)).findValuesAsText("name"), "sendReturned") > 1);
        }
        return completed(id);
    }

    // Exceptions

    @Test
    void anExceptionIsAResultThatIsDispatched() throws Exception {
        Steps steps = run("/callable/error?delay=100", "exception", 500);

        steps.expect("postProcess", "CallableProcessingInterceptor", "executor", null);
        steps.expect("dispatch", "AsyncContext", "executor", null);
        assertThat(steps.names()).doesNotContain("postHandle").contains("afterCompletion");
        assertThat(json(app.get("/lifecycle/exception")).get("status").asInt()).isEqualTo(500);
    }

    @Test
    void anErrorResultIsDispatchedLikeAnyOther() throws Exception {
        CompletableFuture<HttpResponse<String>> parked = app.sendAsync(app.request("/deferred/error?timeline=errorResult"));
        awaitThreadLeft("errorResult");
        app.publish("ACME");
        assertThat(parked.join().statusCode()).isEqualTo(500);

        Steps steps = completed("errorResult");
        steps.expect("setErrorResult", "DeferredResult", "jms", null);
        steps.expect("dispatch", "AsyncContext", "jms", null);
    }

    @Test
    void aTimeoutIsToldByTheContainer() throws Exception {
        Steps steps = run("/callable/timeout", "timeout", 503);

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
        run("/callable/rejected", "rejected", 503).expect("dispatch", "AsyncContext", "container", "REQUEST");
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

    // Without Spring

    @Test
    void theWorkOfAsyncContextHoldsAThreadOfTheContainer() throws Exception {
        app.get("/textbook/servlet/dispatch?timeline=start");
        await().until(() -> json(app.get("/lifecycle/start")).get("complete").asBoolean());

        new Steps("start").expect("run", "Runnable", "container", null);
        assertThat(new Steps("start").names())
                .containsSubsequence("doFilter", "startAsync", "run", "dispatch", "doFilter", "onComplete");
        assertThat(json(app.get("/lifecycle/start")).get("containerHeldMicros").asLong()).isGreaterThanOrEqualTo(500_000);
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
    void aCallableHoldsNoThreadOfTheContainerDuringItsWork() throws Exception {
        Steps steps = callable("held");

        JsonNode timeline = json(app.get("/lifecycle/held"));
        assertThat(timeline.get("totalMicros").asLong()).isGreaterThanOrEqualTo(500_000);
        assertThat(steps.names()).containsSubsequence("doFilterReturned", "dispatch");
        assertThat(timeline.get("parkedMicros").asLong()).isGreaterThanOrEqualTo(steps.at("dispatch")
                - steps.at("doFilterReturned"));
    }

    private Steps callable(String id) throws Exception {
        return run("/callable/body?delay=500", id);
    }

    private Steps deferred(String id) throws Exception {
        CompletableFuture<HttpResponse<String>> parked = app.sendAsync(app.request("/deferred/body?timeline=" + id));
        awaitThreadLeft(id);
        app.publish("ACME");
        assertThat(parked.join().statusCode()).isEqualTo(200);
        return completed(id);
    }

    private Steps run(String path, String id) throws Exception {
        return run(path, id, 200);
    }

    private Steps run(String path, String id, int status) throws Exception {
        assertThat(app.get(path + (path.contains("?") ? "&" : "?") + "timeline=" + id).statusCode()).isEqualTo(status);
        return completed(id);
    }

    /** A request has its place before its handler is called, and a quote may come in between. */
    private void awaitThreadLeft(String id) {
        await().until(() -> json(app.get("/lifecycle/" + id)).findValuesAsText("name").contains("doFilterReturned"));
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

        /** The names of what came after the first of this name. */
        List<String> after(String name) {
            return names().subList(names().indexOf(name) + 1, names().size());
        }

        int last(String name) {
            return names().lastIndexOf(name);
        }

        /** The microseconds of the first of this name. */
        long at(String name) {
            return at(names().indexOf(name));
        }

        long at(int index) {
            return events.get(index).get("at").asLong();
        }

        /** The first of this name by this kind of thread has come through these, in this order. */
        void expectWay(String name, String kind, String... frames) {
            for (JsonNode event : events) {
                if (event.get("name").asText().equals(name) && event.get("kind").asText().equals(kind)) {
                    List<String> way = new ArrayList<>();
                    event.get("through").forEach(frame -> way.add(frame.asText()));
                    assertThat(way).hasSizeLessThanOrEqualTo(20).containsSubsequence(frames);
                    return;
                }
            }
            fail("no %s by %s in %s", name, kind, events);
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
