package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The plain forms that tutorials have: two requests, a REST call, an emitter's callbacks, a status, Rx types. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp
class TextbookFormsIT {

    private static final String TEXT = "한국어, 中文";

    @Parameter
    App app;

    @Test
    void answersAllThatWaitByAnotherRequest() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = List.of(app.sendAsync(app.request("/textbook/wait")),
                app.sendAsync(app.request("/textbook/wait")));

        await().until(() -> {
            app.get("/textbook/someEvent");
            return waiting.stream().allMatch(CompletableFuture::isDone);
        });

        assertThat(waiting).allSatisfy(each -> assertThat(each.join().body()).isEqualTo("some event came\n"));
        assertThat(app.get("/textbook/wait").body()).isEqualTo("no event came\n");
        assertThat(app.get("/textbook/someEvent").body()).isEqualTo("0 answered\n");
    }

    @Test
    void asksAPartnerOnAnotherThreadAndOnItsOwn() throws Exception {
        assertThat(app.get("/textbook/rest").body()).matches("asked by MvcAsync\\d+: set by textbook-timer-\\d\n");
        assertThat(app.get("/textbook/rest/blocking").body()).matches("asked by http-.*: set by textbook-timer-\\d\n");
        HttpResponse<String> late = app.get("/textbook/rest/late");
        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(late.body()).endsWith("SocketTimeoutException\n");
    }

    @Test
    void reportsATimeoutAndTheEndToAnEmittersCallbacks() throws Exception {
        HttpResponse<String> response = app.get("/textbook/emitter/callbacks");

        assertThat(response.body()).matches("(tick\n)+");
        // the client may see the end before the container reports it
        await().untilAsserted(() -> assertThat(heardOf(header(response, "X-Request-Id")))
                .containsExactly("onTimeout", "onCompletion"));
    }

    /** The sender's completeWithError is not what ends it: the container's report is. */
    @Test
    void reportsAClientThatHasLeftToAnEmittersCallbacks() throws Exception {
        String id = "left-" + System.nanoTime();
        try (EventStream client = EventStream.open(app, "/textbook/emitter/callbacks?timeline=" + id, "X-Request-Id", id)) {
            await().until(() -> client.lines().contains("tick"));
        }

        // the sender hears of it before or after the container's report has come
        await().untilAsserted(() -> assertThat(heardOf(id)).contains("onCompletion", "send failed"));
        assertThat(heardOf(id)).filteredOn(each -> !each.equals("send failed"))
                .first().asString().startsWith("onError ");
        assertThat(heardOf(id)).filteredOn(each -> !each.startsWith("onError ") && !each.equals("send failed"))
                .containsExactly("onCompletion");
        await().until(() -> json(app.get("/lifecycle/" + id)).get("complete").asBoolean());
        List<String> names = json(app.get("/lifecycle/" + id)).get("events").findValuesAsText("name");
        assertThat(names).containsSubsequence("onError", "setErrorResult").containsOnlyOnce("setErrorResult");
    }

    @Test
    void endsAnEmitterBeforeItsHandlerHasReturned() throws Exception {
        assertThat(app.get("/textbook/emitter/completed").body())
                .isEqualTo("sent and completed before the handler has returned\n");
        HttpResponse<String> failed = app.get("/textbook/emitter/failed");
        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(failed.body()).isEqualTo(
                "answered by @ExceptionHandler: the work failed before the handler had returned\n");
    }

    /** Without the guard both are held until the time-out of a request that has none of its own. */
    @Test
    void endsAnEmitterThatCannotWriteWhatItWasSentBeforeItsHandlerReturned() throws Exception {
        HttpResponse<String> nothing = app.get("/textbook/emitter/unwritable");
        assertThat(nothing.statusCode()).isEqualTo(502);
        assertThat(nothing.body()).startsWith("answered by @ExceptionHandler: Failed to send ");
        await().until(() -> !app.status().get("parkedByRoom").has("textbook"));
    }

    @Test
    void breaksOffAnEmitterThatCannotWriteTheRestOfWhatItWasSentBeforeItsHandlerReturned() throws Exception {
        assertThatThrownBy(() -> app.get("/textbook/emitter/unwritable?first=part")).isInstanceOf(IOException.class);
        await().until(() -> !app.status().get("parkedByRoom").has("textbook"));
    }

    @Test
    void writesEachObjectByTheFirstConverterThatTakesIt() throws Exception {
        assertThat(app.get("/textbook/send").body()).matches((TEXT + "\n").repeat(3)
                + "\\{\"number\":1,\"thread\":\"http-.*\"}\\{\"number\":2,\"thread\":\"http-.*\"}");
        assertThat(app.get("/textbook/sse/lines").body())
                .matches("data:" + TEXT + "\ndata:second line\ndata:\\{\"number\":3,.*}\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"emitter", "streaming", "entity", "mono"})
    void answersWithAStatusAndAHeader(String form) throws Exception {
        HttpResponse<String> response = app.get("/textbook/status/" + form);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(header(response, "X-Form")).isEqualTo("textbook");
        assertThat(header(response, "Content-Type")).startsWith("text/plain");
        assertThat(response.body()).isEqualTo("accepted\n");
    }

    @ParameterizedTest
    @CsvSource({"stream,''", "sse,'event:tick\n'"})
    void streamsAnObservable(String form, String event) throws Exception {
        HttpResponse<String> response = app.get("/textbook/observable/" + form);

        assertThat(header(response, "Content-Type")).startsWith("text/event-stream");
        assertThat(response.body()).matches("(" + event + "data:\\{\"number\":\\d,\"thread\":\".*\"}\n\n){4}");
    }

    @Test
    void answersWithOneValueOrNone() throws Exception {
        assertThat(json(app.get("/textbook/maybe")).get("thread").asText()).startsWith("textbook-timer-");
        for (String empty : List.of("maybe/empty", "completable")) {
            assertThat(app.get("/textbook/" + empty).statusCode()).isEqualTo(200);
            assertThat(app.get("/textbook/" + empty).body()).isEmpty();
        }
    }

    @Test
    void refusesAMonoThatComesIn() throws Exception {
        HttpResponse<String> body = app.post("/textbook/mono/body", JSON, "{\"a\":\"b\"}", "*/*");
        HttpResponse<String> attribute = app.get("/textbook/mono/attribute");

        assertThat(body.statusCode()).isEqualTo(500);
        assertThat(body.body()).startsWith("Type definition error: [simple type, class reactor.core.publisher.Mono]");
        assertThat(attribute.statusCode()).isEqualTo(500);
        assertThat(attribute.body()).startsWith("Failed to instantiate [reactor.core.publisher.Mono]");
    }

    @Test
    void showsTheTypeOfEachDispatchOnOnePage() throws Exception {
        HttpResponse<String> page = app.get("/textbook/dispatchers", HTML);

        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body().replaceAll("\\s", "")).contains("<dt>Callable</dt><dd>ASYNC</dd>"
                + "<dt>forward:</dt><dd>FORWARD</dd><dt>error-page</dt><dd>ERROR</dd><dt>jsp:include</dt><dd>INCLUDE</dd>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "zh"})
    void areAllLinkedFromThePage(String language) throws Exception {
        String page = app.get("/textbook?lang=" + language, HTML).body();

        assertThat(List.of("wait", "someEvent", "rest", "rest/blocking", "rest/late", "dispatchers", "emitter/callbacks",
                "emitter/heard", "emitter/completed", "emitter/failed", "send", "sse/lines", "status/emitter",
                "status/streaming", "status/entity", "status/mono", "observable/stream", "observable/sse", "maybe",
                "maybe/empty", "completable", "mono/attribute"))
                .allSatisfy(path -> assertThat(page).contains(">/textbook/" + path + "</a>"));
    }

    /** What the callbacks of this request have left, in its order. */
    private List<String> heardOf(String id) throws Exception {
        List<String> heard = new ArrayList<>();
        app.get("/textbook/emitter/heard").body().lines().filter(line -> line.startsWith(id + " "))
                .forEach(line -> heard.add(line.substring(id.length() + 1)));
        return heard;
    }
}
