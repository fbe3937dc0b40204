package org.asyncshowcase.webflux;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.RawRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Patience.PATIENCE;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The twin answers what the WAR answers: its clients are those of the tests on a container. */
class WebFluxTests {

    private static final int CAPACITY = 3;

    private final WebFluxTwin twin = new WebFluxTwin(2, CAPACITY, PATIENCE, () -> "");
    private final App app = App.at(twin.port());

    @AfterEach
    void stop() {
        twin.close();
    }

    @Test
    void answersWhenThePartnerHasAndHoldsNoThreadUntilThen() throws Exception {
        HttpResponse<String> response = app.get("/callable/body?delay=1");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = json(response);
        assertThat(answer.fieldNames()).toIterable()
                .containsExactly("pattern", "outcome", "answer", "requestThread", "workerThread");
        assertThat(answer.get("pattern").asText()).isEqualTo("callable");
        assertThat(answer.get("outcome").asText()).isEqualTo("value");
        assertThat(answer.get("answer").asText()).isEqualTo("the partner answered after 1 ms");
        assertThat(answer.get("requestThread").asText()).startsWith("loop-");
        assertThat(answer.get("workerThread").asText()).startsWith("timer-");
    }

    @Test
    void answers400AndNamesTheField() throws Exception {
        assertThat(assertProblem(app.get("/callable/body?delay=x"), 400)).startsWith("delay: ");
        assertThat(assertProblem(app.post("/quotes", FORM, "symbol=ACME&price=0", JSON), 400)).startsWith("price: ");
    }

    @Test
    void answersEachPollWithOneQuote() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> polls = app.getAtOnce(CAPACITY, "/deferred/quotes");
        awaitFigure("waitingForQuotes", CAPACITY);

        String id = app.publish("ACME");

        for (CompletableFuture<HttpResponse<String>> poll : polls) {
            JsonNode backlog = json(poll.join());
            assertThat(backlog.fieldNames()).toIterable().containsExactly("quotes", "last", "gap");
            assertThat(backlog.at("/quotes/0").fieldNames()).toIterable().containsExactly("id", "symbol", "price", "at");
            assertThat(backlog.findValuesAsText("id")).containsExactly(id);
            assertThat(backlog.get("last").asText()).isEqualTo(id);
            assertThat(backlog.get("gap").asBoolean()).isFalse();
        }
        awaitFigure("waitingForQuotes", 0);
    }

    /** Trap 16: also a quote that comes while nobody waits, or just while somebody comes. */
    @Test
    void losesNoQuoteBetweenTwoPolls() throws Exception {
        String cursor = app.cursor();
        CompletableFuture<List<String>> published = CompletableFuture.supplyAsync(() -> app.publish(200));

        List<String> seen = new ArrayList<>();
        while (seen.size() < 200) {
            JsonNode backlog = json(app.get("/deferred/quotes?after=" + cursor));
            seen.addAll(backlog.findValuesAsText("id"));
            cursor = backlog.get("last").asText();
        }

        assertThat(seen).isEqualTo(published.join());
    }

    @Test
    void answersAPollWithAGapWhereItsCursorIsUnknown() throws Exception {
        String id = app.cursor();

        JsonNode backlog = json(app.get("/deferred/quotes?after=gone-1"));

        assertThat(backlog.get("gap").asBoolean()).isTrue();
        assertThat(backlog.get("last").asText()).isEqualTo(id);
    }

    @Test
    void answers204WithTheCursorWhereNoQuoteComesInTime() throws Exception {
        try (WebFluxTwin hasty = new WebFluxTwin(1, CAPACITY, Duration.ofMillis(1), () -> "")) {
            App app = App.at(hasty.port());
            String id = app.publish("ACME");

            HttpResponse<String> response = app.get("/deferred/quotes");

            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(header(response, "Last-Event-ID")).isEqualTo(id);
        }
    }

    @Test
    void sendsEachQuoteToEachReaderAndResumes() throws Exception {
        String before = app.cursor();
        String missed = app.publish("ACME");
        try (EventStream fresh = EventStream.open(app, "/stream/quotes");
                EventStream resumed = EventStream.open(app, "/stream/quotes", "Last-Event-ID", before)) {
            assertThat(header(fresh.response(), "Content-Type")).startsWith("text/event-stream");
            awaitFigure("streams", 2);

            String next = app.publish("ACME");

            await().untilAsserted(() -> assertThat(quotes(fresh)).containsExactly(next));
            await().untilAsserted(() -> assertThat(quotes(resumed)).containsExactly(missed, next));
            // for a client that is cut off before the first quote
            assertThat(fresh.lines()).contains("id:" + missed, "retry:1000");
        }
        awaitFigure("streams", 0);
    }

    @Test
    void sendsAGapToAReaderWhoseIdIsUnknown() throws Exception {
        String held = app.cursor();

        try (EventStream stream = EventStream.open(app, "/stream/quotes", "Last-Event-ID", "gone-1")) {
            await().untilAsserted(() -> assertThat(quotes(stream)).containsExactly(held));
            assertThat(stream.lines()).contains("event:gap");
        }
    }

    @Test
    void answers503WhereAsManyWaitAsMay() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> polls = app.getAtOnce(CAPACITY, "/deferred/quotes");
        awaitFigure("waitingForQuotes", CAPACITY);

        HttpResponse<String> refused = app.get("/deferred/quotes");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(header(refused, "Retry-After")).isEqualTo("5");
        app.publish("ACME");
        polls.forEach(CompletableFuture::join);
        awaitFigure("parked", 0);
    }

    /** Here Netty notices; no container of servlets does before it writes (docs/limits.md). */
    @Test
    void freesThePlaceOfAClientThatLeavesThoughNothingIsWritten() throws Exception {
        try (RawRequest poll = RawRequest.send(app, "GET", "/deferred/quotes")) {
            awaitFigure("waitingForQuotes", 1);
        }

        awaitFigure("waitingForQuotes", 0);
        awaitFigure("parked", 0);
    }

    /** The WAR answers 503 to each: the guard does. */
    @Test
    void cutsThoseWhoWaitWhenItStops() throws Exception {
        try (RawRequest poll = RawRequest.send(app, "GET", "/deferred/quotes")) {
            awaitFigure("waitingForQuotes", 1);

            twin.close();

            assertThat(poll.readAll()).isEmpty();
        }
    }

    private void awaitFigure(String name, int value) {
        await().untilAsserted(() -> assertThat(app.status().get(name).asInt()).isEqualTo(value));
    }

    /** The ids of the quotes that came: those of lines that data follows. */
    private static List<String> quotes(EventStream stream) {
        List<String> lines = new ArrayList<>(stream.lines());
        List<String> ids = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("data:") && lines.get(i - 1).startsWith("id:")) {
                ids.add(lines.get(i - 1).substring(3));
            }
        }
        return ids;
    }
}
