package org.asyncshowcase.container;

import java.io.IOException;
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
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.awaitility.Awaitility.await;

/** Readers of what a Flux brings: fast, slow, stalled, gone. */
@Runs(on = On.NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dreactive.heartbeat=300", "-Dguard.capacity=12",
        "-Devents.log.capacity=1000"})
class ReactiveReadersIT {

    /** Far more than the buffers of both sides of a connection hold. */
    private static final int MANY = 100_000_000;

    @Parameter
    App app;

    private final List<AutoCloseable> clients = new ArrayList<>();

    @AfterEach
    void allAreGoneAndNothingIsLogged() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        await().untilAsserted(() -> {
            assertThat(figure("open")).isZero();
            assertThat(app.places()).isZero();
            assertThat(app.status().at("/executors/writers/active").asInt()).isZero();
        });
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "Broken pipe", "Connection reset",
                "at org.asyncshowcase", "An Executor is required");
    }

    /** Traps 7 and 26. */
    @Test
    void sendsTheHeadersAndFirstBytesAtOnceAndHeartbeatsAfterThem() throws Exception {
        EventStream stream = open("/reactive/flux");

        HttpResponse<?> response = stream.response();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(App.header(response, "Content-Type")).startsWith("text/event-stream");
        assertThat(App.header(response, "Cache-Control")).isEqualTo("no-cache");
        assertThat(App.header(response, "X-Accel-Buffering")).isEqualTo("no");
        assertThat(response.headers().map()).doesNotContainKeys("ETag", "etag", "Content-Length", "content-length");
        await().untilAsserted(() -> assertThat(stream.lines()).contains("retry:1000", ":heartbeat"));
    }

    @ParameterizedTest
    @CsvSource({"ndjson,application/stream+json,application/stream+json", "ndjson,application/x-ndjson,application/x-ndjson",
            "flowable,*/*,application/stream+json"})
    void writesALineForEachRow(String path, String accept, String type) throws Exception {
        HttpResponse<String> response = app.get("/reactive/" + path + "?count=2000", accept);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(App.header(response, "Content-Type")).startsWith(type);
        List<String> lines = new ArrayList<>();
        response.body().lines().forEach(lines::add);
        assertThat(lines).hasSize(2_000).first().isEqualTo("{\"number\":1,\"of\":2000}");
        assertThat(lines.get(1_999)).isEqualTo("{\"number\":2000,\"of\":2000}");
    }

    /** Back pressure: what the socket does not take is not asked for, and what is not asked for is not made. */
    @ParameterizedTest
    @CsvSource({"ndjson", "flowable"})
    void stopsAFastSourceForAReaderThatDoesNotRead(String path) throws Exception {
        clients.add(RawRequest.stalled(app, "/reactive/" + path + "?count=" + MANY));
        await().until(() -> figure("open") == 1);

        long emitted = awaitStandstill();

        assertThat(emitted).isBetween(1L, MANY / 10L);
        JsonNode reader = app.status().at("/reactive/streams/0");
        assertThat(reader.get("stream").asText()).isEqualTo(path);
        assertThat(reader.get("requested")).isEqualTo(reader.get("emitted"));
        assertThat(reader.get("writing").asBoolean()).isTrue();
        assertThat(app.status().at("/executors/writers/active").asInt()).isEqualTo(1);
    }

    /** Trap 12, and the price that the room names: a thread of its own for each that does not read. */
    @Test
    void delaysNobodyForReadersThatDoNotRead() throws Exception {
        for (int each = 0; each < 4; each++) {
            clients.add(RawRequest.stalled(app, "/reactive/ndjson?count=" + MANY));
        }
        await().until(() -> app.status().at("/executors/writers/active").asInt() == 4);
        awaitStandstill();
        EventStream reader = open("/reactive/flux");
        await().until(() -> !reader.lines().isEmpty());

        List<String> published = Flood.publish(app, 100);

        await().untilAsserted(() -> assertThat(ids(reader.lines())).isEqualTo(published));
        assertThat(app.get("/callable/body?delay=0").statusCode()).isEqualTo(200);
    }

    /** A source that does not wait for its readers: the quotes stay in the log, are held for nobody, and a gap is told. */
    @Test
    void holdsNoQuotesForAReaderThatDoesNotRead() throws Exception {
        String before = app.cursor();
        RawRequest slow = RawRequest.stalled(app, "/reactive/flux", "Last-Event-ID: " + before);
        clients.add(slow);
        await().until(() -> figure("open") == 1);

        List<String> published = Flood.publish(app, 4_000);
        assertThat(app.status().at("/reactive/streams/0/emitted").asLong()).isLessThan(4_000);

        String last = published.get(published.size() - 1);
        List<String> lines = read(slow, "id:" + last);
        assertThat(lines).contains("event:gap");
        assertThat(ids(lines)).as("none twice").doesNotHaveDuplicates().isSubsetOf(published);
    }

    /** Where it does not come: what the server knows of its readers and writers then. */
    private List<String> read(RawRequest slow, String last) throws Exception {
        try {
            return slow.readUntil(last);
        } catch (IOException ex) {
            throw new AssertionError(app.status().at("/reactive") + ", " + app.status().at("/executors/writers"), ex);
        }
    }

    /** Trap 11. */
    @Test
    void forgetsAReaderThatHasLeftAfterAHeartbeat() throws Exception {
        EventStream stays = open("/reactive/flux");
        for (int each = 0; each < 2; each++) {
            open("/reactive/flux").close();
            RawRequest raw = RawRequest.send(app, "GET", "/reactive/flux");
            assertThat(raw.readStatus()).isEqualTo(200);
            raw.close();
        }

        await().untilAsserted(() -> {
            assertThat(figure("open")).isEqualTo(1);
            assertThat(app.places()).isEqualTo(1);
        });
        assertThat(stays.isOver()).isFalse();
    }

    @Test
    void answers503WhereNoPlaceIsLeft() throws Exception {
        for (int each = 0; each < 6; each++) {
            assertThat(open("/reactive/flux").response().statusCode()).isEqualTo(200);
        }

        for (String path : List.of("flux", "ndjson", "flowable")) {
            HttpResponse<String> refused = app.get("/reactive/" + path);
            assertThat(assertProblem(refused, 503)).contains("held");
            assertThat(App.header(refused, "Retry-After")).isEqualTo("5");
        }
    }

    /** Waits until the figure stands still; returns it. */
    private long awaitStandstill() {
        long[] last = {-1};
        await().pollInterval(Duration.ofMillis(700)).until(() -> {
            long before = last[0];
            last[0] = figure("emitted");
            return last[0] == before;
        });
        return last[0];
    }

    /** The ids of the quotes: an id without data is none of theirs. */
    private static List<String> ids(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("data:{\"id\"")).map(line -> line.split("\"")[3])
                .collect(toList());
    }

    private long figure(String name) throws Exception {
        return app.status().at("/reactive/" + name).asLong();
    }

    private EventStream open(String path, String... headers) throws Exception {
        EventStream stream = EventStream.open(app, path, headers);
        clients.add(stream);
        return stream;
    }
}
