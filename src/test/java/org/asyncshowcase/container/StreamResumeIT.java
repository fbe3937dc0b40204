package org.asyncshowcase.container;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.Flood;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Streams end after their life, and whoever comes again has missed nothing. */
@Runs(on = On.NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dstream.heartbeat=200", "-Dstream.life=1500",
        "-Devents.log.capacity=20000", "-Dstream.outbox=20000"})
class StreamResumeIT {

    private static final int QUOTES = 4_000;

    @Parameter
    App app;

    @Test
    void endsCleanlyAfterItsLifeAndResumes() throws Exception {
        // the first quote takes long, on a busy machine as long as a stream lives
        app.cursor();
        EventStream first = EventStream.open(app, "/stream/quotes");
        String seen = app.publish("ACME");
        await().until(() -> first.ids().contains(seen));
        first.awaitRegularEnd();
        String missed = app.publish("ACME");

        EventStream second = EventStream.open(app, "/stream/quotes", "Last-Event-ID", first.ids().get(0));

        String next = app.publish("ACME");
        await().untilAsserted(() -> assertThat(second.ids()).containsExactly(missed, next));
        second.awaitRegularEnd();
        await().untilAsserted(() -> assertThat(app.status().get("streams").asInt()).isZero());
        app.awaitParked(0);
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "Broken pipe", "Connection reset",
                "at org.asyncshowcase");
    }

    /**
     * Trap 39. The log is empty after a reload; of a stream that ends before its first event the client has an id all the
     * same.
     */
    @ParameterizedTest
    @CsvSource({"/stream/quotes, 'id: '", "/reactive/flux, id:"})
    void losesNoQuoteThatCameAfterAStreamWithoutAnEvent(String path, String idLine) throws Exception {
        assertThat(app.manage("reload?path=/async-showcase")).startsWith("OK");
        String id;
        try (EventStream empty = EventStream.open(app, path)) {
            await().until(() -> empty.lines().stream().anyMatch(line -> line.startsWith(idLine)));
            id = empty.lines().stream().filter(line -> line.startsWith(idLine)).findFirst().orElseThrow()
                    .substring(idLine.length());
        }
        await().until(() -> app.status().get("brokerConnected").asBoolean());
        String missed = app.cursor();

        try (EventStream resumed = EventStream.open(app, path, "Last-Event-ID", id)) {
            await().until(() -> resumed.lines().stream().anyMatch(line -> line.startsWith("data:")));
            assertThat(resumed.lines()).contains(idLine + missed).doesNotContain("event: gap", "event:gap");
        }
    }

    /** Trap 39: else the id would be that of the last event, which the log no longer holds one day. */
    @Test
    void movesTheIdOnThoughTheFilterLetsNothingThrough() throws Exception {
        try (EventStream quiet = EventStream.open(app, "/stream/quotes?symbol=QUIET")) {
            String other = app.cursor();

            await().until(() -> quiet.lines().contains("id: " + other));

            assertThat(quiet.ids()).isEmpty();
            assertThat(quiet.lines()).doesNotContain("event: gap");
        }
    }

    /** Trap 16. Some reconnections follow a regular end, some a connection that the client breaks in the middle. */
    @Test
    void losesAndDoublesNoQuoteAcrossReconnections() throws Exception {
        String cursor = app.cursor();
        CompletableFuture<List<String>> published = CompletableFuture.supplyAsync(() -> flood());
        List<String> seen = new ArrayList<>();
        int connections = 0;
        while (seen.size() < QUOTES) {
            assertThat(published).isNotCompletedExceptionally();
            try (EventStream stream = EventStream.open(app, "/stream/quotes", "Last-Event-ID", cursor)) {
                int enough = Math.min(QUOTES - seen.size(), 700);
                await().until(() -> stream.isOver() || stream.ids().size() >= enough);
                assertThat(stream.lines()).doesNotContain("event: gap");
                // the last id may belong to an event that was cut: as a browser does, take what is whole
                List<String> whole = wholeEvents(stream);
                seen.addAll(whole);
                cursor = whole.isEmpty() ? cursor : whole.get(whole.size() - 1);
                connections++;
            }
        }

        assertThat(seen).isEqualTo(published.join());
        assertThat(connections).isGreaterThanOrEqualTo(3);
        assertThat(app.status().get("droppedStreams").asInt()).isZero();
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "Broken pipe", "Connection reset",
                "at org.asyncshowcase");
    }

    private List<String> flood() {
        try {
            return Flood.publish(app, QUOTES);
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static List<String> wholeEvents(EventStream stream) {
        List<String> ids = new ArrayList<>();
        String id = null;
        boolean data = false;
        for (String line : new ArrayList<>(stream.lines())) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.isEmpty() && data) {
                ids.add(id);
            }
            data = line.startsWith("data: ");
        }
        return ids;
    }
}
