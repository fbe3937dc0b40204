package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.Flood;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Readers of the event stream that read slowly, not at all, or leave; on a Tomcat of 20 threads. */
@Runs(on = On.OLD_AND_NEW)
@WithApp({"-Devents.ticker.period=0", "-Dstream.heartbeat=200", "-Dguard.capacity=40",
        "-Devents.log.capacity=50000"})
class StreamReadersIT {

    @Parameter
    App app;

    private final List<AutoCloseable> clients = new ArrayList<>();

    @AfterEach
    void allAreGoneAndNothingIsLogged() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        await().untilAsserted(() -> {
            assertThat(app.status().get("streams").asInt()).isZero();
            assertThat(app.places()).isZero();
            assertThat(executor("writers").get("active").asInt()).isZero();
        });
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "Broken pipe", "Connection reset",
                "at org.asyncshowcase");
    }

    /** Trap 7, and trap 19: no filter waits for the end of what has none. */
    @Test
    void sendsTheHeadersAndFirstBytesAtOnceAndNoETag() throws Exception {
        EventStream stream = open("/stream/quotes");

        HttpResponse<?> response = stream.response();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(App.header(response, "Content-Type")).startsWith("text/event-stream");
        assertThat(App.header(response, "Cache-Control")).isEqualTo("no-cache");
        assertThat(App.header(response, "X-Accel-Buffering")).isEqualTo("no");
        assertThat(response.headers().map()).doesNotContainKeys("ETag", "etag", "Content-Length", "content-length");
        await().untilAsserted(() -> assertThat(stream.lines()).startsWith("retry: 1000"));
        await().untilAsserted(() -> assertThat(stream.lines()).contains(": heartbeat"));
    }

    @Test
    void bringsEveryReaderEachQuote() throws Exception {
        List<EventStream> readers = new ArrayList<>();
        for (int each = 0; each < 10; each++) {
            readers.add(open("/stream/quotes"));
        }

        List<String> published = Flood.publish(app, 50);

        for (EventStream reader : readers) {
            await().untilAsserted(() -> assertThat(reader.ids()).isEqualTo(published));
        }
    }

    /** Trap 12. Tomcat waits 20 s for a client that does not read: had anybody waited for it, this would take as long. */
    @Test
    void dropsReadersThatNeverReadAndDelaysNobodyForThem() throws Exception {
        String before = app.publish("ACME");
        Flood.publish(app, 3_000);
        long dropped = app.status().get("droppedStreams").asLong();
        for (int each = 0; each < 4; each++) {
            clients.add(RawRequest.stalled(app, "/stream/quotes", "Last-Event-ID: " + before));
        }
        EventStream reader = open("/stream/quotes");
        await().untilAsserted(() -> {
            assertThat(app.status().get("streams").asInt()).isEqualTo(5);
            assertThat(executor("writers").get("active").asInt()).isEqualTo(4);
        });

        List<String> published = new ArrayList<>();
        for (int each = 0; each < 101; each++) {
            published.add(app.publish("ACME"));
        }

        // a few more: one that still took something a moment ago is given its outbox from there
        await().pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            published.add(app.publish("ACME"));
            assertThat(app.status().get("droppedStreams").asLong()).isEqualTo(dropped + 4);
        });
        await().untilAsserted(() -> assertThat(reader.ids()).isEqualTo(published));
        assertThat(app.status().get("streams").asInt()).isEqualTo(1);
        // their places are taken until Tomcat gives the write up, 20 s after it began
        assertThat(app.places()).isEqualTo(5);
        assertThat(reader.isOver()).isFalse();
    }

    /** Trap 11. */
    @Test
    void forgetsAReaderThatHasLeftAfterAHeartbeat() throws Exception {
        EventStream stays = open("/stream/quotes");
        for (int each = 0; each < 5; each++) {
            open("/stream/quotes").close();
            RawRequest raw = RawRequest.send(app, "GET", "/stream/quotes");
            assertThat(raw.readStatus()).isEqualTo(200);
            raw.close();
        }

        await().untilAsserted(() -> {
            assertThat(app.status().get("streams").asInt()).isEqualTo(1);
            assertThat(app.places()).isEqualTo(1);
        });
        assertThat(stays.isOver()).isFalse();
    }

    /**
     * And not by the timer that looks for readers that the container forgot, which gives it a second. Most of the rounds: a
     * slow machine may be late.
     */
    @Test
    void freesThePlaceOfAReaderThatHasLeftByTheContainersNotice() throws Exception {
        List<String> threads = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            RawRequest reader = RawRequest.send(app, "GET", "/stream/quotes?timeline=left" + round);
            assertThat(reader.readStatus()).isEqualTo(200);
            await().until(() -> app.status().get("streams").asInt() == 1);
            reader.close();
            threads.add(awaitEnd("left" + round));
            awaitThatAllAreForgotten();
        }

        assertThat(threads.stream().filter(thread -> thread.startsWith("http-"))).as("by %s", threads)
                .hasSizeGreaterThan(2);
    }

    /** Their first bytes cannot be written: the places must be free again all the same. */
    @Test
    void freesThePlacesOfReadersThatLeaveBeforeTheFirstBytes() throws Exception {
        for (int round = 0; round < 5; round++) {
            for (int each = 0; each < 40; each++) {
                RawRequest.send(app, "GET", "/stream/quotes" + (each == 20 ? "?timeline=early" + round : "")).close();
            }
            // by whoever: the container forgets some of those whose first write failed
            awaitEnd("early" + round);
            awaitThatAllAreForgotten();
        }

        fillAllPlaces();
    }

    private void awaitThatAllAreForgotten() {
        await().until(() -> app.status().get("streams").asInt() == 0 && app.places() == 0);
    }

    /** Returns the thread that brought the end. */
    private String awaitEnd(String id) {
        JsonNode events = await().until(() -> json(app.get("/lifecycle/" + id)).path("events"),
                each -> each.findValuesAsText("name").contains("afterCompletion") && each.findValuesAsText("api")
                        .get(each.findValuesAsText("name").lastIndexOf("afterCompletion")).startsWith("Deferred"));
        return events.get(events.findValuesAsText("name").lastIndexOf("afterCompletion")).get("thread").asText();
    }

    @Test
    void answers503WhereNoPlaceIsLeft() throws Exception {
        fillAllPlaces();

        HttpResponse<String> refused = app.get("/stream/quotes");

        assertThat(assertProblem(refused, 503)).contains("held");
        assertThat(App.header(refused, "Retry-After")).isEqualTo("5");
        assertProblem(app.get("/stream/log"), 503);
    }

    /** Trap 8. */
    @Test
    void answersAMalformedRequestWithTheNameOfTheField() throws Exception {
        assertThat(assertProblem(app.get("/stream/quotes?symbol=A%0D%0Aid:%201", "text/event-stream"), 400))
                .startsWith("symbol: ");
    }

    /** A line break in the header itself ends it: what follows is a header of its own, and no event. */
    @Test
    void forgesNoEventFromALineBreakInTheHeader() throws Exception {
        for (String lineBreak : new String[] {"\r\n", "\n", "\r"}) {
            try (RawRequest raw = RawRequest.send(app, "GET", "/stream/quotes",
                    "Last-Event-ID: gone-1" + lineBreak + "data: forged" + lineBreak + "X: y")) {
                assertThat(raw.readStatus()).isIn(200, 400);
            }
        }
        EventStream stream = open("/stream/quotes", "Last-Event-ID", "a-1 data: forged");
        await().untilAsserted(() -> assertThat(stream.lines()).contains("event: gap"));
        assertThat(stream.lines()).doesNotContain("data: forged");
    }

    private void fillAllPlaces() throws Exception {
        for (int each = 0; each < 20; each++) {
            EventStream stream = open("/stream/quotes");
            assertThat(stream.response().statusCode()).isEqualTo(200);
        }
    }

    private JsonNode executor(String name) throws Exception {
        return app.status().get("executors").get(name);
    }

    private EventStream open(String path, String... headers) throws Exception {
        EventStream stream = EventStream.open(app, path, headers);
        clients.add(stream);
        return stream;
    }
}
