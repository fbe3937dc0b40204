package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trap 28, when Tomcat itself is stopped, by a signal: who is parked is answered, orders are kept, and the process ends. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@WithApp({"-Devents.ticker.period=0", "-Dexecutors.drain=200", "-Dtests.timeout=60000", "-Dorders.timeout=500",
        "-Dstatus.stop-file=${catalina.base}/stops",
        "-Ddatabase.url=jdbc:h2:async:${catalina.base}/orders;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"})
class StopIT {

    /** As docs/nodes.md says. A client that does not read would take 60 s. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @Parameter
    App app;

    @Test
    @Order(1)
    void answers503ToAProxyThatAsksWhileItsStopIsAnnouncedAndServesAllOthers() throws Exception {
        Path announced = Files.createFile(app.tomcat().base().resolve("stops"));

        assertThat(assertProblem(app.get("/status"), 503)).isEqualTo("this node is about to stop");
        assertThat(app.get("/callable/body?delay=0").statusCode()).isEqualTo(200);

        Files.delete(announced);
        assertThat(app.get("/status").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void answersParkedRequestsKeepsOrdersAndEndsTheProcess() throws Exception {
        List<String> orders = new ArrayList<>();
        for (int each = 0; each < 3; each++) {
            HttpResponse<String> accepted = app.post("/orders?delay=10000", FORM, "symbol=ACME&quantity=1", JSON);
            assertThat(accepted.statusCode()).isEqualTo(202);
            orders.add(json(accepted).get("id").asText());
        }
        List<CompletableFuture<HttpResponse<String>>> parked = app.getAtOnce(20, "/deferred/quotes");
        parked.addAll(app.getAtOnce(3, "/task/body?delay=10000"));
        EventStream stream = EventStream.open(app, "/stream/quotes");
        StompClient socket = StompClient.connect(app, Transport.WEBSOCKET, StompClient.newUser());
        RawRequest stalled = RawRequest.stalled(app, "/export/rows.csv?rows=10000000");
        app.awaitParked(25);
        await().until(() -> !stream.lines().isEmpty());

        long begun = System.nanoTime();
        app.tomcat().stop();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        for (CompletableFuture<HttpResponse<String>> each : parked) {
            assertThat(assertProblem(each.join(), 503)).contains("stops");
        }
        stream.awaitRegularEnd();
        assertThat(socket.awaitClosed()).isEqualTo(1001);
        assertThat(kept()).containsExactlyInAnyOrderElementsOf(orders);
        stalled.close();
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "failed to stop", "appears to have started a thread");
    }

    private List<String> kept() throws Exception {
        List<String> kept = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:async:" + app.tomcat().base().resolve("orders"),
                "sa", ""); ResultSet rows = connection.createStatement().executeQuery("SELECT id FROM orders")) {
            while (rows.next()) {
                kept.add(rows.getString("id"));
            }
        }
        return kept;
    }
}
