package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.house.takehome.TakenHome.Level;
import org.asyncshowcase.testing.StompClient.Transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Asks a room what it is for: here, or where it was taken home, with the same statuses but those that are named. */
public final class Rooms {

    private static final String ORDER = "{\"symbol\":\"ACME\",\"quantity\":10}";

    private final App app;
    private final Level home;

    private Rooms(App app, Level home) {
        this.app = app;
        this.home = home;
    }

    /** Asks for normal work, in the application with all its rooms. */
    public static void ask(String room, App app) throws Exception {
        new Rooms(app, null).askForWork(room);
    }

    /** In the application with all its rooms, whose time-outs are short. */
    public static Rooms here(App app) {
        return new Rooms(app, null);
    }

    public static Rooms takenHome(App app, Level level) {
        return new Rooms(app, level);
    }

    /** @param room one of {@link org.asyncshowcase.house.takehome.TakenHome#rooms} */
    public void ask(String room) throws Exception {
        askForWork(room);
        askForFailures(room);
    }

    private void askForWork(String room) throws Exception {
        switch (room) {
        case "blocking":
            assertWork(app.get("/blocking/body?delay=0"), "http-");
            break;
        case "callable":
            assertWork(app.get("/callable/body?delay=0"), "mvc-");
            if (home == null) {
                HttpResponse<String> upload = app.send(Multipart.upload(app, "a.txt", "hello".getBytes(UTF_8)));
                assertThat(json(upload).get("size").asInt()).isEqualTo(5);
            }
            break;
        case "task":
            assertWork(app.get("/task/body?delay=0&executor=reports"), "reports-");
            break;
        case "database":
            assertWork(app.get("/database/body?delay=0"), "database-");
            assertWork(app.get("/database/blocking?delay=0"), "http-");
            assertWork(app.get("/database/watched?delay=0"), "database-");
            assertThat(json(app.get("/database/lost")).get("workerTransaction").asBoolean()).isFalse();
            break;
        case "deferred":
            CompletableFuture<HttpResponse<String>> poll =
                    app.sendAsync(app.request("/deferred/quotes?after=" + app.cursor()));
            publishUntil(poll);
            assertThat(json(poll.get()).get("quotes")).isNotEmpty();
            if (home == null) {
                CompletableFuture<HttpResponse<String>> body = app.sendAsync(app.request("/deferred/body"));
                publishUntil(body);
                assertWork(body.get(), "jms-");
            }
            break;
        case "orders":
            assertThat(json(app.post("/orders?delay=0", JSON, ORDER, JSON)).get("status").asText()).isEqualTo("confirmed");
            break;
        case "stream":
            assertFollows("/stream/quotes");
            if (home == null) {
                follow("/stream/log", log -> log.response().statusCode() == 200);
            }
            break;
        case "socket":
            for (Transport transport : Transport.values()) {
                try (StompClient client = StompClient.connect(app, transport, StompClient.newUser())) {
                    assertThat(client.ask(home == null ? "/app/quotes" : "/app/hello").isNull()).isFalse();
                }
            }
            break;
        case "report":
            assertThat(app.get("/report?steps=3&delay=10").body().lines()).hasSizeGreaterThanOrEqualTo(3).last().asString()
                    .contains("\"done\"");
            break;
        case "export":
            assertThat(app.get("/export/rows.csv?rows=5").body().lines()).hasSize(6);
            break;
        case "reactive":
            assertWork(app.get("/reactive/mono?delay=0"), "");
            assertThat(json(app.get("/reactive/client?delay=0")).get("outcome").asText()).isEqualTo("value");
            assertWork(app.get("/reactive/single?delay=0"), "");
            assertFollows("/reactive/flux");
            break;
        case "context":
            HttpResponse<String> seen = app.send(app.request("/context/callable?delay=0").header("Accept-Language", "ko"));
            assertThat(json(seen).at("/worker/id").asText()).isEqualTo(header(seen, "X-Request-Id"));
            assertThat(json(seen).at("/worker/locale").asText()).isEqualTo("ko");
            break;
        default:
            throw new IllegalArgumentException(room);
        }
    }

    /** Time-outs, errors, refusals, and values that are refused. */
    private void askForFailures(String room) throws Exception {
        switch (room) {
        case "blocking":
            assertFails("/blocking/error?delay=0", 500);
            assertFails("/blocking/body?delay=x", 400);
            if (home != null) {
                // none of the partners is there
                assertFails("/blocking/client?delay=0", 503);
            }
            break;
        case "callable":
            assertFails("/callable/error?delay=0", 500);
            assertTimesOut("/callable/timeout?delay=0", 503);
            assertFails("/callable/body?delay=x", 400);
            assertRefuses("/callable/rejected?delay=0");
            break;
        case "task":
            assertFails("/task/error?delay=0", 500);
            assertTimesOut("/task/timeout?delay=0", 200);
            assertFails("/task/body?executor=nobody", 400);
            assertRefuses("/task/rejected?delay=0");
            break;
        case "database":
            assertTimesOut("/database/timeout?delay=0", 503);
            assertFails("/database/body?delay=x", 400);
            break;
        case "deferred":
            // none of those that were published a moment ago comes any more
            app.cursor();
            HttpResponse<String> none = app.get("/deferred/quotes");
            assertThat(none.statusCode()).isEqualTo(204);
            assertThat(header(none, "Last-Event-ID")).isNotNull();
            assertThat(json(app.get("/deferred/quotes?after=!")).get("gap").asBoolean()).isTrue();
            break;
        case "orders":
            HttpResponse<String> late = app.post("/orders?delay=5000", JSON, ORDER, JSON);
            assertThat(late.statusCode()).isEqualTo(202);
            assertThat(json(late).get("status").asText()).isEqualTo("pending");
            assertFails("/orders/gone", 404);
            assertFails(app.post("/orders", JSON, ORDER.replace("10", "0"), JSON), 400);
            break;
        case "stream":
            follow("/stream/quotes?after=!", past -> past.lines().contains("event: gap"));
            break;
        case "socket":
            StompClient refused = StompClient.connect(app, Transport.XHR_STREAMING, StompClient.newUser());
            refused.send("SEND", "", "destination:/topic/quotes");
            assertThat(refused.awaitClosed()).isEqualTo(1002);
            break;
        case "report":
            assertThat(app.get("/report?steps=3&delay=10&failAt=2").body().lines()).last().asString().contains("\"failed\"");
            assertFails("/report?steps=0", 400);
            break;
        case "export":
            assertFails("/export/rows.csv?rows=-1", 400);
            break;
        case "reactive":
            assertFails("/reactive/error?delay=0", 500);
            assertThat(json(app.get("/reactive/timeout?delay=0")).get("outcome").asText()).isEqualTo("fallback");
            assertFails("/reactive/ndjson?count=-1", 400);
            assertRefuses("/reactive/rejected?delay=0");
            break;
        case "context":
            // no quote comes
            assertThat(app.get("/context/deferred").statusCode()).isEqualTo(200);
            assertFails("/context/callable?delay=x", 400);
            break;
        default:
            throw new IllegalArgumentException(room);
        }
    }

    private void assertWork(HttpResponse<String> response, String worker) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).get("workerThread").asText()).startsWith(worker);
    }

    private void assertFollows(String path) throws Exception {
        follow(path, quotes -> {
            app.publish("ACME");
            return quotes.lines().stream().anyMatch(line -> line.startsWith("data:"));
        });
    }

    /**
     * Until the stream's request has ended: a stop in this moment makes Tomcat 7 warn of its own thread (docs/limits.md).
     */
    private void follow(String path, Check<EventStream> seen) throws Exception {
        long ended = app.ended(path);
        try (EventStream stream = EventStream.open(app, path)) {
            await().until(() -> seen.test(stream));
        }
        await().until(() -> app.ended(path) > ended);
    }

    /** A predicate that may ask the server. */
    private interface Check<T> {
        boolean test(T seen) throws Exception;
    }

    private void publishUntil(CompletableFuture<?> answered) {
        await().until(() -> {
            app.publish("ACME");
            return answered.isDone();
        });
    }

    private void assertFails(String path, int status) throws Exception {
        assertFails(app.get(path), status);
    }

    /** At home the body is the container's; the status is the same. */
    private void assertFails(HttpResponse<String> response, int status) throws IOException {
        if (home == null) {
            assertProblem(response, status);
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    /** Trap 32: bare, what the interrupted work throws may come first, or nothing at all. */
    private void assertTimesOut(String path, int status) throws Exception {
        assertThat(app.get(path).statusCode()).isIn(home == Level.BARE ? List.of(status, 503, 500) : List.of(status));
    }

    /** By an executor that is full: Spring has no status for that. */
    private void assertRefuses(String path) throws Exception {
        assertFails(path, home == Level.BARE ? 500 : 503);
    }
}
