package org.asyncshowcase.container;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A stop closes every client with 1001, whatever its transport, and leaves nothing behind. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-XX:SoftRefLRUPolicyMSPerMB=0"})
class SocketUndeployIT {

    @Parameter
    App app;

    @Test
    void closesEachClientAndLeavesNothingBehind() throws Exception {
        // all of Tomcat's threads: one that starts on our call holds our class loader while it lives (docs/limits.md)
        app.getAtOnce(60, "/blocking/body?delay=200").forEach(CompletableFuture::join);
        List<StompClient> clients = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            StompClient client = StompClient.connect(app, transport, StompClient.newUser());
            client.subscribe("/topic/quotes");
            clients.add(client);
        }
        String id = app.publish("ACME");
        await().until(() -> clients.stream().allMatch(client -> client.ids().equals(List.of(id))));
        // a client that polls hears of the stop where a poll of it waits
        app.awaitParked(3);
        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

        assertThat(clients).allSatisfy(client -> assertThat(client.awaitClosed()).isEqualTo(1001));
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "at org.asyncshowcase.", "failed to stop", "memory leak",
                "appears to have started a thread", "ThreadLocal");
        await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
    }
}
