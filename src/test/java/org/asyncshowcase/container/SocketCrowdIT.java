package org.asyncshowcase.container;

import java.util.ArrayList;
import java.util.List;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Flood;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many clients, and some of them that do not read: these are closed, and no other one misses a quote. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Dsocket.sessions=200", "-Dsocket.behind=600000", "-Devents.ticker.period=0", "-Dtests.timeout=600000"})
class SocketCrowdIT {

    private static final int CLIENTS = 200;
    private static final int STUCK = 12;
    /** More than buffers hold, of the quotes below. */
    private static final int SUBSCRIPTIONS = 60;

    @Parameter
    App app;

    /** Nothing but the bound on one write closes a client here. */
    @Test
    void sendsEachQuoteToAllThatReadBesideSomeThatDoNot() throws Exception {
        List<AutoCloseable> clients = new ArrayList<>();
        List<StompClient> living = new ArrayList<>();
        for (int each = 0; each < CLIENTS - STUCK; each++) {
            StompClient client = StompClient.connect(app, Transport.WEBSOCKET, StompClient.newUser());
            client.subscribe("/topic/quotes");
            living.add(client);
        }
        clients.addAll(living);
        for (int each = 0; each < STUCK; each++) {
            RawRequest stuck = RawRequest.stalledSocket(app, "/socket/websocket");
            clients.add(stuck);
            stuck.sendFrame("CONNECT\naccept-version:1.2\n\n\0");
            for (int times = 0; times < SUBSCRIPTIONS; times++) {
                stuck.sendFrame("SUBSCRIBE\nid:" + times + "\ndestination:/topic/quotes\n\n\0");
            }
        }
        assertThat(app.status().get("sockets").asInt()).isEqualTo(CLIENTS);
        List<String> published = Flood.publish(app, 300);

        for (StompClient each : living) {
            await().untilAsserted(() -> assertThat(each.ids()).isEqualTo(published));
        }
        await().untilAsserted(() -> assertThat(app.status().get("sockets").asInt()).isEqualTo(living.size()));
        for (AutoCloseable each : clients) {
            each.close();
        }
        assertThat(app.warnings()).isEmpty();
    }
}
