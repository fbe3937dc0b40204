package org.asyncshowcase.container;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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
import org.junit.jupiter.params.provider.ValueSource;

import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the connections of one client take from the others, for each thing that a request can hold: docs/limits.md. The
 * bounds are small here, so that few connections reach them: 80 held requests, 40 of a room.
 */
@Runs(on = On.NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dguard.capacity=80", "-Dasync.timeout=8000", "-Dstream.heartbeat=500",
        "-Dreactive.heartbeat=500", "-Ddeferred.timeout=10000", "-Dorders.timeout=10000", "-Dexecutors.writers.threads=4",
        "-Dexecutors.mvc.threads=4", "-Dexecutors.mvc.queue=8", "-Dexecutors.partner.threads=4",
        "-Dexecutors.partner.queue=8",
        "-Devents.log.capacity=20000"})
class LimitsIT {

    /** Sooner than what the other end would take: Tomcat gives a write up after 20 s, work of 12 takes 30 s. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @Parameter
    App app;

    private final List<AutoCloseable> clients = new ArrayList<>();

    @AfterEach
    void nothingIsHeldAfterwards() throws Exception {
        closeAll();
        // what waits for a quote ends by it
        app.publish("ACME");
        await().untilAsserted(() -> {
            assertThat(app.status().get("parkedByRoom")).isEmpty();
            for (String executor : List.of("mvc", "partner", "lost", "writers", "exports")) {
                assertThat(at(executor, "active")).as(executor).isZero();
                assertThat(at(executor, "queued")).as(executor).isZero();
            }
        });
    }

    /** Nothing of them has a place of its own, nor a thread: what bounds them is the room's share of all that are held. */
    @ParameterizedTest
    @ValueSource(strings = {"/reactive/mono?delay=10000", "/reactive/single?delay=10000", "/deferred/quotes",
            "/context/deferred", "/stream/log"})
    void leavesHalfOfAllPlacesToTheOtherRooms(String path) throws Exception {
        for (int each = 0; each < 40; each++) {
            clients.add(RawRequest.send(app, "GET", path));
        }
        app.awaitParked(40);

        HttpResponse<String> refused = app.get(path);

        assertThat(assertProblem(refused, 503)).contains("held");
        assertThat(App.header(refused, "Retry-After")).isEqualTo("5");
        assertThat(app.get("/task/body?delay=0").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesEveryRoomWhereAllPlacesAreTaken() throws Exception {
        for (int each = 0; each < 40; each++) {
            clients.add(RawRequest.send(app, "GET", "/deferred/quotes"));
            clients.add(RawRequest.send(app, "GET", "/stream/quotes"));
        }
        app.awaitParked(80);

        assertProblem(app.get("/callable/body?delay=0"), 503);
        assertThat(app.get("/blocking/body?delay=0").statusCode()).isEqualTo(200);
    }

    /** A client that is refused may try again: what was refused has not been done. */
    @Test
    void placesNoOrderThatItRefuses() throws Exception {
        for (int each = 0; each < 40; each++) {
            app.sendAsync(app.request("/orders?delay=6000").header("Content-Type", App.FORM)
                    .POST(HttpRequest.BodyPublishers.ofString("symbol=ACME&quantity=1")));
        }
        app.awaitParked(40);
        int placed = App.json(app.get("/orders", App.JSON)).size();

        assertProblem(app.post("/orders", App.FORM, "symbol=ACME&quantity=2", App.JSON), 503);

        assertThat(App.json(app.get("/orders", App.JSON))).hasSize(placed);
    }

    /** Writes block on Servlet 3.0: those that are stuck have threads of their own, and nobody else waits for one. */
    @ParameterizedTest
    @CsvSource({"/stream/quotes,39", "/stream/log,39", "/reactive/ndjson?count=100000000,39",
            "/export/rows.csv?rows=100000000,39"})
    void writesToTheLivingWhereManyDoNotRead(String path, int dead) throws Exception {
        EventStream quotes = EventStream.open(app, "/stream/quotes");
        EventStream flux = EventStream.open(app, "/reactive/flux");
        clients.add(quotes);
        clients.add(flux);
        for (int each = 0; each < dead - 1; each++) {
            clients.add(RawRequest.stalled(app, path));
        }
        await().until(() -> app.status().get("parked").asInt() >= dead);
        fill(path);
        await().until(() -> stuck() > 10);

        String id = app.publish("ACME");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(quotes.ids()).contains(id);
            assertThat(flux.lines()).contains("id:" + id);
        });
        assertThat(quotes.isOver()).isFalse();
        assertThat(app.get("/callable/body?delay=0").statusCode()).isEqualTo(200);
        if (!path.startsWith("/export")) {
            assertThat(app.get("/export/rows.csv?rows=3").statusCode()).isEqualTo(200);
        }
    }

    /** Between two steps a report holds no thread; and the client's leaving is noticed by the next line at the latest. */
    @Test
    void holdsNoThreadForReportsAndForgetsThoseWhoseClientsHaveLeft() throws Exception {
        for (int each = 0; each < 40; each++) {
            clients.add(RawRequest.send(app, "GET", "/report?steps=60&delay=1000"));
        }
        app.awaitParked(40);
        assertThat(app.get("/task/body?delay=0&executor=reports").statusCode()).isEqualTo(200);

        closeAll();

        await().atMost(SOON).untilAsserted(() -> assertThat(app.get("/report?steps=1&delay=0").statusCode()).isEqualTo(200));
    }

    /** Each visit of a stranger makes a session: three hundred of them, and a hundred places. */
    @Test
    void takesNoSessionFromAVisitorWhoComesAgain() throws Exception {
        String cookie = App.header(app.get("/textbook/visit"), "Set-Cookie").split(";")[0];

        for (int each = 0; each < 10; each++) {
            List<CompletableFuture<HttpResponse<String>>> strangers = app.getAtOnce(30, "/textbook/visit");
            HttpResponse<String> visit = app.send(app.request("/textbook/visit").header("Cookie", cookie));

            assertThat(visit.statusCode()).isEqualTo(200);
            assertThat(App.header(visit, "Set-Cookie")).as("a new session").isNull();
            assertThat(strangers).allMatch(stranger -> stranger.join().statusCode() == 200);
        }
    }

    @Test
    void bindsAllStepsOfAReportTogether() throws Exception {
        assertThat(assertProblem(app.get("/report?steps=1000&delay=10000"), 400)).startsWith("steps: ");
    }

    /** What is refused to show a refusal costs the neighbours nothing: no class of the project fills a real pool. */
    @ParameterizedTest
    @ValueSource(strings = {"/callable/rejected", "/task/rejected", "/reactive/rejected", "/deferred/rejected"})
    void refusesAtOnceAndNobodyElse(String path) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> neighbours = app.getAtOnce(3, "/callable/body?delay=1000");
        await().until(() -> app.status().at("/executors/mvc/active").asInt() == 3);

        for (int each = 0; each < 50; each++) {
            clients.add(RawRequest.send(app, "GET", path));
        }
        assertProblem(app.get(path), 503);
        assertThat(app.get("/callable/body?delay=0").statusCode()).isEqualTo(200);

        assertThat(neighbours.stream().map(CompletableFuture::join)).allMatch(answer -> answer.statusCode() == 200);
    }

    /** Trap 42. The time-out answers after 4 to 5 s; the work would take 10 s. */
    @ParameterizedTest
    @CsvSource({"/callable/body,/task/body", "/context/callable,/context/task", "/callable/body,/reactive/future",
            "/callable/body,/reactive/listenable"})
    void endsTheWorkForWhichNobodyWaits(String mvc, String partner) throws Exception {
        for (int each = 0; each < 12; each++) {
            clients.add(RawRequest.send(app, "GET", mvc + "?delay=10000"));
            clients.add(RawRequest.send(app, "GET", partner + "?delay=10000"));
        }
        await().until(() -> at("mvc", "queued") > 0 && at("partner", "queued") > 0);
        closeAll();

        await().atMost(SOON).untilAsserted(() -> {
            for (String executor : List.of("mvc", "partner")) {
                assertThat(at(executor, "active")).as(executor).isZero();
                assertThat(at(executor, "queued")).as(executor).isZero();
            }
        });
    }

    /** Far more than the buffers of both sides of a connection hold. */
    private void fill(String path) throws Exception {
        if (path.equals("/stream/quotes")) {
            Flood.publish(app, 2_500);
        } else if (path.equals("/stream/log")) {
            // each is logged, with its path
            for (int each = 0; each < 100; each++) {
                app.get("/callable/error;" + "x".repeat(6_000) + "?delay=0");
            }
        }
    }

    private void closeAll() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        clients.clear();
    }

    private int stuck() throws Exception {
        return at("writers", "active") + at("exports", "active");
    }

    private int at(String executor, String gauge) throws Exception {
        return app.status().at("/executors/" + executor + "/" + gauge).asInt();
    }
}
