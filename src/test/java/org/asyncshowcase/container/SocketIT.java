package org.asyncshowcase.container;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** STOMP by each transport: what is published, what is missed, and what is for one user alone. */
@Runs(on = On.EACH_TOMCAT, inMatrixOnly = true)
@WithApp
class SocketIT {

    @Parameter
    App app;

    @ParameterizedTest
    @EnumSource
    void sendsEachQuoteInItsOrder(Transport transport) throws Exception {
        try (StompClient client = StompClient.connect(app, transport, StompClient.newUser())) {
            client.subscribe("/topic/quotes");
            List<String> published = List.of(app.publish("ACME"), app.publish("ACME"), app.publish("ACME"));

            await().untilAsserted(() -> assertThat(client.ids()).isEqualTo(published));
        }
    }

    /** Subscribed first, with a receipt, and asked after that: each quote is in the one or in the other. */
    @ParameterizedTest
    @EnumSource
    void bringsWhatWasMissedAndThenWhatComes(Transport transport) throws Exception {
        String seen = app.cursor();
        String missed = app.publish("ACME");
        try (StompClient client = StompClient.connect(app, transport, StompClient.newUser())) {
            client.subscribe("/topic/quotes");
            String live = app.publish("ACME");
            await().untilAsserted(() -> assertThat(client.ids()).contains(live));

            JsonNode answer = client.ask("/app/quotes/" + seen);
            assertThat(answer.get("gap").asBoolean()).isFalse();
            assertThat(answer.get("quotes").findValuesAsText("id")).containsExactly(missed, live);
            assertThat(answer.get("last").asText()).isEqualTo(live);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsAGapAfterAnIdThatTheLogDoesNotHold(Transport transport) throws Exception {
        try (StompClient client = StompClient.connect(app, transport, StompClient.newUser())) {
            assertThat(client.ask("/app/quotes/gone-1").get("gap").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersAnOrderToItsOwnUserAlone(Transport transport) throws Exception {
        String user = StompClient.newUser();
        try (StompClient placing = StompClient.connect(app, transport, user);
                StompClient sameUser = StompClient.connect(app, Transport.WEBSOCKET, user);
                StompClient other = StompClient.connect(app, transport, StompClient.newUser())) {
            placing.subscribe("/user/queue/orders");
            sameUser.subscribe("/user/queue/orders");
            other.subscribe("/user/queue/orders");
            other.subscribe("/topic/quotes");
            placing.send("SEND", "{\"symbol\":\"ACME\",\"quantity\":\"3\"}", "destination:/app/orders");

            await().untilAsserted(() -> assertThat(placing.bodies("/user/queue/orders")).singleElement()
                    .satisfies(order -> assertThat(order.get("status").asText()).isEqualTo("confirmed")));
            await().untilAsserted(() -> assertThat(sameUser.bodies("/user/queue/orders")).hasSize(1));
            // what was sent to it since would have come before
            String quote = app.publish("ACME");
            await().untilAsserted(() -> assertThat(other.ids()).contains(quote));
            assertThat(other.bodies("/user/queue/orders")).isEmpty();
        }
    }
}
