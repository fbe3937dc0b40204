package org.asyncshowcase.container;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Flood;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What one client cannot take from the others. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Dsocket.sessions=15", "-Dsocket.connect-timeout=5000", "-Devents.ticker.period=0",
        "-Dtests.threads=60", "-Dtests.timeout=60000"})
class SocketBoundsIT {

    private static final int STUCK = 12;
    private static final String FOREIGN = "Origin: http://elsewhere.example";

    private final List<AutoCloseable> clients = new ArrayList<>();

    @Parameter
    App app;

    @AfterEach
    void letTheClientsGo() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        await().until(() -> app.status().get("sockets").asInt() == 0);
        app.tomcat().awaitRest();
        assertThat(app.warnings()).isEmpty();
    }

    @Test
    void refusesAForeignOriginAndTakesItsOwn() throws Exception {
        for (String path : List.of("/socket/websocket", "/socket/000/" + UUID.randomUUID() + "/websocket")) {
            assertThat(upgrade(path, FOREIGN)).isEqualTo(403);
            assertThat(upgrade(path, "Origin: null")).isEqualTo(403);
            assertThat(upgrade(path, "Origin: http://localhost")).isEqualTo(101);
        }
        for (String path : List.of("/socket/info", "/socket/000/a1/eventsource", "//socket/info")) {
            try (RawRequest request = RawRequest.send(app, "GET", path, FOREIGN)) {
                assertThat(request.readStatus()).as(path).isEqualTo(403);
            }
        }
    }

    /** An invalid handshake is its client's fault: the log has no line of it, and no alarm rings. */
    @Test
    void refusesWhatIsNoHandshake() throws Exception {
        Map<List<String>, Integer> requests = Map.of(List.of("GET"), 400, List.of("POST", "Content-Length: 0"), 405,
                List.of("GET", "Upgrade: websocket", "Connection: close", "Sec-WebSocket-Version: 13"), 400,
                List.of("GET", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 9"), 426);
        for (List<String> each : requests.keySet()) {
            String[] headers = each.subList(1, each.size()).toArray(new String[0]);
            try (RawRequest request = RawRequest.send(app, each.get(0), "/socket/websocket", headers)) {
                assertThat(request.readStatus()).as(each.toString()).isEqualTo(requests.get(each));
            }
        }
    }

    private int upgrade(String path, String origin) throws Exception {
        try (RawRequest request = RawRequest.send(app, "GET", path, "Connection: Upgrade", "Upgrade: websocket",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", origin)) {
            return request.readStatus();
        }
    }

    @Test
    void answers503BeforeTheHandshakeAboveTheBound() throws Exception {
        for (int each = 0; each < 15; each++) {
            connect(Transport.values()[each % 5]);
        }
        try (RawRequest request = RawRequest.send(app, "GET", "/socket/websocket", RawRequest.UPGRADE)) {
            assertThat(request.readStatus()).isEqualTo(503);
        }
        var refused = app.send(app.request("/socket/000/" + UUID.randomUUID() + "/xhr").POST(BodyPublishers.noBody()));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(App.header(refused, "Retry-After")).isEqualTo("5");

        ((StompClient) clients.remove(0)).close();
        await().untilAsserted(() -> assertThat(app.status().get("sockets").asInt()).isEqualTo(14));
        connect(Transport.WEBSOCKET);
    }

    @Test
    void closesASocketThatDoesNotConnect() throws Exception {
        Map<Transport, StompClient> silent = new EnumMap<>(Transport.class);
        for (Transport transport : Transport.values()) {
            silent.put(transport, StompClient.open(app, transport, StompClient.newUser()));
            clients.add(silent.get(transport));
            silent.get(transport).sendText("\n");
        }

        silent.forEach((transport, client) -> assertThat(client.awaitClosed()).as(transport.name()).isEqualTo(1008));
    }

    /** Its transport may stay open: over HTTP the client just leaves, and nothing more is written that would notice it. */
    @Test
    void closesASocketThatHasDisconnected() {
        Map<Transport, StompClient> connected = connectEach();
        connected.values().forEach(client -> {
            client.send("DISCONNECT", "", "receipt:1");
            client.await("RECEIPT");
        });

        connected.forEach((transport, client) -> assertThat(client.awaitClosed()).as(transport.name()).isEqualTo(1008));
    }

    @Test
    void closesASocketWhoseMessageIsTooLarge() throws Exception {
        StompClient client = connect(Transport.WEBSOCKET);
        client.send("SEND", "x".repeat(20_000), "destination:/app/orders");

        assertThat(client.awaitClosed()).isEqualTo(1009);
    }

    /** The simple broker would send it to everybody, or give another user's orders away. */
    /** And what no method takes, which Spring drops. The ERROR says which, and can be lost: SocketGateTests has its text. */
    @ParameterizedTest
    @CsvSource({"SEND, /topic/quotes", "SEND, /queue/orders", "SUBSCRIBE, /queue/orders-user1", "SUBSCRIBE, /topic/**",
            "SEND, /app/nope", "SUBSCRIBE, /app/nope"})
    void refusesWhatIsForTheApplicationAlone(String command, String destination) throws Exception {
        StompClient client = connect(Transport.WEBSOCKET);
        client.send(command, "", "id:1", "destination:" + destination);

        assertThat(client.awaitClosed()).isEqualTo(1002);
    }

    /** Spring's own handlers answer 500 to each of them, and log a trace. */
    @Test
    void answers400ToABodyThatIsNoMessages() throws Exception {
        String user = StompClient.newUser();
        String session = "/socket/000/" + user;
        app.send(app.request(session + "/xhr").header("Cookie", "visitor=" + user).POST(BodyPublishers.noBody()));
        for (String body : List.of("", "x", "{}", "null", "\"x\"", "[null]", "[[]]", "[")) {
            var answer = app.send(app.request(session + "/xhr_send").header("Cookie", "visitor=" + user)
                    .POST(BodyPublishers.ofString(body)));
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).contains("body: must be a JSON array of strings");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?c=", "?c=%3Cx", "?c=%25zz"})
    void answers400ToAnHtmlFileThatCallsNoFunction(String query) throws Exception {
        try (RawRequest request = RawRequest.send(app, "GET", "/socket/000/" + UUID.randomUUID() + "/htmlfile" + query)) {
            assertThat(request.readStatus()).isEqualTo(400);
        }
    }

    /** Spring takes a MESSAGE from a client, and the simple broker sends it to everybody. */
    @ParameterizedTest
    @ValueSource(strings = {"MESSAGE", "ERROR", "RECEIPT", "CONNECTED"})
    void refusesTheFramesOfAServer(String command) throws Exception {
        StompClient client = connect(Transport.WEBSOCKET);
        client.send(command, "", "destination:/topic/quotes", "subscription:1");

        assertThat(client.awaitClosed()).isEqualTo(1002);
    }

    /** The broker would log an ERROR with the client's own headers, and the RECEIPT would come all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBE", "UNSUBSCRIBE"})
    void refusesASubscriptionWithoutItsId(String command) throws Exception {
        StompClient client = connect(Transport.WEBSOCKET);
        client.send(command, "", "destination:/topic/quotes", "receipt:1");

        assertThat(client.awaitClosed()).isEqualTo(1002);
    }

    /** A check on CONNECT, such as that of a token, would be passed by. */
    @Test
    void refusesWhatComesBeforeConnect() throws Exception {
        StompClient client = StompClient.open(app, Transport.WEBSOCKET, StompClient.newUser());
        clients.add(client);
        client.send("SUBSCRIBE", "", "id:1", "destination:/topic/quotes");

        assertThat(client.await("ERROR")).contains("must come first");
    }

    /** An expression of a client's would be evaluated for each quote. */
    @Test
    void evaluatesNoSelector() throws Exception {
        StompClient client = connect(Transport.WEBSOCKET);
        client.send("SUBSCRIBE", "", "id:1", "destination:/topic/quotes", "selector:false", "receipt:1");
        client.await("RECEIPT");
        String published = app.publish("ACME");

        await().untilAsserted(() -> assertThat(client.ids()).containsExactly(published));
    }

    @Test
    void boundsTheSubscriptionsOfASession() throws Exception {
        StompClient client = connect(Transport.WEBSOCKET);
        for (int each = 0; each <= 100; each++) {
            client.send("SUBSCRIBE", "", "id:" + each, "destination:/topic/quotes");
        }

        assertThat(client.awaitClosed()).isEqualTo(1002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"symbol\":\"acme\"}", "{\"symbol\":\"ACME\",\"quantity\":\"0\"}", "no JSON", ""})
    void answersAnOrderThatIsNoneToItsUser(String body) throws Exception {
        StompClient client = connect(Transport.WEBSOCKET);
        client.subscribe("/user/queue/errors");
        client.send("SEND", body, "destination:/app/orders");

        await().untilAsserted(() -> assertThat(client.bodies("/user/queue/errors")).singleElement().satisfies(error ->
                assertThat(error.get("detail").asText())
                        .matches("(symbol|quantity): must be .*|the body is no order in JSON")));
    }

    /** Tomcat's own time for a write is 20 s, here 60 s. */
    @Test
    void closesSocketsThatDoNotReadAfterTwoSecondsAndDelaysNobodyForThem() throws Exception {
        StompClient living = connect(Transport.WEBSOCKET);
        living.subscribe("/topic/quotes");
        for (int each = 0; each < STUCK; each++) {
            RawRequest stuck = RawRequest.stalledSocket(app, "/socket/websocket");
            clients.add(stuck);
            stuck.sendFrame("CONNECT\naccept-version:1.2\n\n\0");
            for (int times = 0; times < 10; times++) {
                stuck.sendFrame("SUBSCRIBE\nid:" + times + "\ndestination:/topic/quotes\n\n\0");
            }
        }
        assertGetsAFlood(living);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(app.status().get("sockets").asInt()).isOne());
    }

    /** Each holds a writer until Tomcat gives the write up; there is one more for each of these. */
    @Test
    void delaysNobodyForEventsourcesThatDoNotRead() throws Exception {
        StompClient living = connect(Transport.EVENTSOURCE);
        living.subscribe("/topic/quotes");
        for (int each = 0; each < STUCK; each++) {
            String session = "/socket/000/" + UUID.randomUUID();
            String cookie = "visitor=" + StompClient.newUser();
            clients.add(RawRequest.stalled(app, session + "/eventsource", "Cookie: " + cookie));
            await().until(() -> send(session, cookie, "CONNECT\naccept-version:1.2\n\n\0") == 204);
            for (int times = 0; times < 10; times++) {
                send(session, cookie, "SUBSCRIBE\nid:" + times + "\ndestination:/topic/quotes\n\n\0");
            }
        }
        assertGetsAFlood(living);
        // the last quotes may still have room in the buffers of some
        assertThat(writing()).isGreaterThanOrEqualTo(STUCK / 2);
    }

    private int send(String session, String cookie, String frame) throws Exception {
        String body = "[\"" + frame.replace("\n", "\\n").replace("\0", "\\u0000") + "\"]";
        return app.send(app.request(session + "/xhr_send").header("Cookie", cookie).POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    @Test
    void closesNobodyWhoReadsABurst() throws Exception {
        Map<Transport, StompClient> reading = connectEach();
        reading.values().forEach(client -> client.subscribe("/topic/quotes"));
        List<String> published = Flood.publish(app, 2_000);

        reading.forEach((transport, client) -> {
            await(transport.name()).untilAsserted(() -> assertThat(client.ids()).isEqualTo(published));
            assertThat(client.isClosed()).as(transport.name()).isFalse();
        });
    }

    private void assertGetsAFlood(StompClient living) throws Exception {
        List<String> published = Flood.publish(app, 1_500);
        await().untilAsserted(() -> assertThat(living.ids()).isEqualTo(published));
    }

    private int writing() throws Exception {
        return app.status().get("executors").get("writers").get("active").asInt();
    }

    private Map<Transport, StompClient> connectEach() {
        return Stream.of(Transport.values()).collect(toMap(transport -> transport, this::connect));
    }

    private StompClient connect(Transport transport) {
        StompClient client = StompClient.connect(app, transport, StompClient.newUser());
        clients.add(client);
        return client;
    }
}
