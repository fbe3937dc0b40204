package org.asyncshowcase.container;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.BrokerProcess;
import org.asyncshowcase.testing.ExternalBroker;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Messages through a broker's STOMP connector: it is killed and comes back, then the application stops. */
@Runs(on = On.NEW, inMatrixOnly = true)
@ParameterizedClass(name = "Tomcat {0}")
@ArgumentsSource(Runs.Containers.class)
class SocketRelayIT {

    /**
     * Spring 5.2 connects once more 5 s after a loss, also where it is connected; if it stops just then, it logs the first.
     * It logs the second if it learns that its broker is lost while it tells it that a client has left.
     */
    private static final String HARMLESS =
            " ERROR .*(Transport failure: .*: No TcpConnection available|Failed to forward DISCONNECT session=.*)";

    @Parameter
    String version;

    @Test
    void livesThroughTheLossOfItsBrokerAndLeavesNothingBehind() throws Exception {
        int port = ExternalBroker.freePort();
        try (BrokerProcess broker = BrokerProcess.stomp(port);
                App app = App.start(version, "SocketRelayIT", "-Dsocket.relay=localhost:" + port,
                        "-Devents.ticker.period=0", "-XX:SoftRefLRUPolicyMSPerMB=0")) {
            // all of Tomcat's threads: one that starts on our call holds our class loader while it lives (docs/limits.md)
            app.getAtOnce(60, "/blocking/body?delay=200").forEach(CompletableFuture::join);
            StompClient socket = awaitConnected(app, Transport.WEBSOCKET);
            StompClient http = awaitConnected(app, Transport.XHR_STREAMING);
            assertBringsQuotesAndOrders(app, socket, http);

            broker.kill();
            assertThat(socket.await("ERROR")).isNotEmpty();
            assertThat(socket.awaitClosed()).isEqualTo(1002);
            assertThat(http.awaitClosed()).isEqualTo(1002);
            StompClient refused = StompClient.open(app, Transport.WEBSOCKET, StompClient.newUser());
            refused.send("CONNECT", "", "accept-version:1.2");
            assertThat(refused.await("ERROR")).contains("message:Broker not available.");
            String seen = app.cursor();
            String missed = app.publish("ACME");

            broker.restart();
            StompClient back = awaitConnected(app, Transport.WEBSOCKET);
            back.subscribe("/topic/quotes");
            assertThat(back.ask("/app/quotes/" + seen).get("quotes").findValuesAsText("id")).containsExactly(missed);
            String next = app.publish("ACME");
            await().untilAsserted(() -> assertThat(back.ids()).isEqualTo(List.of(seen, missed, next)));
            assertBringsQuotesAndOrders(app, awaitConnected(app, Transport.EVENTSOURCE), awaitConnected(app, Transport.XHR));

            assertThat(app.log().split("The relay.s broker is away")).hasSize(2);
            assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");
            assertThat(back.awaitClosed()).isEqualTo(1001);
            assertThat(app.log().replaceAll(HARMLESS, "")).doesNotContain("SEVERE", " ERROR ",
                    "at org.asyncshowcase.", "failed to stop", "memory leak", "appears to have started a thread",
                    "ThreadLocal");
            await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
        }
    }

    /** The relay asks for its broker each 5 s; whoever comes meanwhile is refused. */
    private static StompClient awaitConnected(App app, Transport transport) {
        return await().until(() -> {
            StompClient client = StompClient.open(app, transport, StompClient.newUser());
            client.send("CONNECT", "", "accept-version:1.2", "heart-beat:0,10000");
            return client.await("").startsWith("CONNECTED") ? client : null;
        }, client -> client != null);
    }

    private static void assertBringsQuotesAndOrders(App app, StompClient placing, StompClient other) throws Exception {
        for (StompClient each : List.of(placing, other)) {
            each.subscribe("/topic/quotes");
            each.subscribe("/user/queue/orders");
        }
        placing.send("SEND", "{\"symbol\":\"ACME\",\"quantity\":\"3\"}", "destination:/app/orders");
        await().untilAsserted(() -> assertThat(placing.bodies("/user/queue/orders")).singleElement()
                .satisfies(order -> assertThat(order.get("status").asText()).isEqualTo("confirmed")));
        List<String> published = List.of(app.publish("ACME"), app.publish("ACME"));

        for (StompClient each : List.of(placing, other)) {
            await().untilAsserted(() -> assertThat(each.ids()).isEqualTo(published));
        }
        assertThat(other.bodies("/user/queue/orders")).isEmpty();
    }
}
