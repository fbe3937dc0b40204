package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.BrokerProcess;
import org.asyncshowcase.testing.ExternalBroker;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static java.util.stream.Collectors.toList;
import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Orders that are kept in a file, of a node that is killed, with a broker that is. */
@Runs(on = On.NEW, inMatrixOnly = true)
@ParameterizedClass(name = "Tomcat {0}")
@ArgumentsSource(Runs.Containers.class)
class OrdersKilledIT {

    private static final int ORDERS = 200;
    private static final int CLIENTS = 10;
    private static final int KILLS = 4;

    @Parameter
    String version;

    @TempDir
    Path folder;

    /** By the client's key: the id of each order that was accepted. */
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private volatile App app;

    /** Node and broker in turn, each when a random number of orders is accepted, and others are in hand. */
    @Test
    void confirmsEachAcceptedOrderOnceThoughNodeAndBrokerAreKilled() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int port = ExternalBroker.freePort();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (BrokerProcess broker = new BrokerProcess(port, folder.resolve("broker"))) {
            start(port);
            List<CompletableFuture<Void>> orders = IntStream.range(0, ORDERS)
                    .mapToObj(each -> CompletableFuture.runAsync(() -> place("order-" + each), clients)).collect(toList());

            for (int kill = 0; kill < KILLS; kill++) {
                int after = ORDERS / (KILLS + 1) * kill + 10 + random.nextInt(ORDERS / (KILLS + 1) - 10);
                await().until(() -> accepted.size() >= after);
                if (kill % 2 == 0) {
                    app.close();
                    start(port);
                } else {
                    broker.restart();
                }
            }
            orders.forEach(CompletableFuture::join);

            accepted.values().forEach(this::awaitConfirmed);
        } finally {
            clients.shutdownNow();
        }
        app.close();
        assertThat(confirmed()).as("seed " + seed).isEqualTo(accepted);
        assertThat(accepted).hasSize(ORDERS);
    }

    /** The guard interrupts the query when its request is over: that would close a plain file for everybody. */
    @Test
    void keepsItsFileWhenAQueryThatReadsItIsInterrupted() throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), "sa", "")) {
            connection.createStatement().execute(
                    "CREATE TABLE large AS SELECT x, SPACE(1000) text FROM SYSTEM_RANGE(1, 40000)");
        }
        start(ExternalBroker.freePort(), "-Dasync.timeout=500", "-Ddatabase.timeout=4",
                "-Ddatabase.query=SELECT SUM(LENGTH(text)) FROM large, SYSTEM_RANGE(1, ?)");

        assertThat(app.get("/database/body?delay=10000").statusCode()).isEqualTo(503);
        await().until(() -> app.status().at("/database/active").asInt() == 0);

        assertThat(app.get("/database/blocking?delay=1").statusCode()).isEqualTo(200);
        assertThat(app.post("/orders", FORM, "symbol=ACME&quantity=1", JSON).statusCode()).isEqualTo(202);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void start(int brokerPort, String... more) {
        app = App.start(version, "OrdersKilledIT", Stream.concat(Stream.of("-Devents.ticker.period=0",
                "-Dorders.timeout=1000", "-Ddatabase.url=" + url(), "-Devents.broker-url=tcp://localhost:" + brokerPort),
                Stream.of(more)).toArray(String[]::new));
    }

    private String url() {
        return "jdbc:h2:async:" + folder.resolve("orders") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** Asks by its own key until it has an answer, as a client has to. */
    private void place(String ref) {
        await().until(() -> {
            HttpResponse<String> answer;
            try {
                answer = app.post("/orders", FORM, "symbol=ACME&quantity=1&delay=200&clientRef=" + ref, JSON);
            } catch (IOException | IllegalStateException ex) {
                // killed, or not there yet
                return false;
            }
            if (answer.statusCode() == 200 || answer.statusCode() == 202) {
                accepted.put(ref, json(answer).get("id").asText());
            }
            return accepted.containsKey(ref);
        });
    }

    private void awaitConfirmed(String id) {
        await().until(() -> json(app.get("/orders/" + id, JSON)).get("status").asText().equals("confirmed"));
    }

    /** By the client's key, as the database has them. */
    private Map<String, String> confirmed() throws Exception {
        Map<String, String> confirmed = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                ResultSet rows = connection.createStatement().executeQuery("SELECT client_ref, id, pending FROM orders")) {
            while (rows.next()) {
                assertThat(rows.getBoolean("pending")).isFalse();
                assertThat(confirmed.put(rows.getString("client_ref"), rows.getString("id"))).as("placed twice").isNull();
            }
            ResultSet outbox = connection.createStatement().executeQuery("SELECT * FROM outbox");
            assertThat(outbox.next()).as("left to be sent").isFalse();
        }
        return confirmed;
    }
}
