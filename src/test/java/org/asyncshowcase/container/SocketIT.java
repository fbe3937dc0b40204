package org.asyncshowcase.container;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncshowcase.testing.App.json;
import static org.awaitility.Awaitility.await;

/** STOMP by each transport: what is published, what is missed, and what is for one user alone. */
@Runs(on = On.EACH_TOMCAT, inMatrixOnly = true)
@WithApp
class SocketIT {

    private static final String USER = "visitor=" + StompClient.newUser();

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

    /** By each transport at once: a confirmation takes its time. */
    @Test
    void answersAnOrderToItsOwnUserAlone() throws Exception {
        List<StompClient> users = new ArrayList<>();
        List<StompClient> others = new ArrayList<>();
        try {
            for (Transport transport : Transport.values()) {
                String user = StompClient.newUser();
                StompClient placing = StompClient.connect(app, transport, user);
                users.add(placing);
                users.add(StompClient.connect(app, Transport.WEBSOCKET, user));
                others.add(StompClient.connect(app, transport, StompClient.newUser()));
                users.subList(users.size() - 2, users.size()).forEach(each -> each.subscribe("/user/queue/orders"));
                others.get(others.size() - 1).subscribe("/user/queue/orders");
                others.get(others.size() - 1).subscribe("/topic/quotes");
                placing.send("SEND", "{\"symbol\":\"ACME\",\"quantity\":\"3\"}", "destination:/app/orders");
            }

            for (StompClient each : users) {
                await().untilAsserted(() -> assertThat(each.bodies("/user/queue/orders")).singleElement()
                        .satisfies(order -> assertThat(order.get("status").asText()).isEqualTo("confirmed")));
            }
            // what was sent to them since would have come before
            String quote = app.publish("ACME");
            for (StompClient each : others) {
                await().untilAsserted(() -> assertThat(each.ids()).contains(quote));
                assertThat(each.bodies("/user/queue/orders")).isEmpty();
            }
        } finally {
            users.forEach(StompClient::close);
            others.forEach(StompClient::close);
        }
    }

    /** Servlet async without MVC: what waits is written to by other threads. */
    @ParameterizedTest
    @EnumSource(names = {"XHR_STREAMING", "EVENTSOURCE"})
    void writesEachMessageToOneAsynchronousResponse(Transport transport) throws Exception {
        String id = "socket-" + transport.name().replace('_', '-');
        try (StompClient client = StompClient.open(app, transport, StompClient.newUser(), "?timeline=" + id)) {
            client.connect();

            await().untilAsserted(() -> assertThat(steps(id))
                    .containsSubsequence("container doFilter", "container startAsync", "executor write"));
            assertThat(steps(id)).contains("container write").doesNotContain("container dispatch", "executor dispatch")
                    .doesNotContain("container complete", "executor complete");
        }
        assertThat(json(app.get("/lifecycle/" + id)).get("dispatches").asInt()).isOne();
    }

    /** The messages complete it: there is no dispatch, and no filter needs ASYNC for it. */
    @Test
    void answersAPollByItsNextMessages() throws Exception {
        String session = "/socket/000/" + StompClient.newUser();
        HttpRequest.Builder open = app.request(session + "/xhr").header("Cookie", USER).POST(BodyPublishers.noBody());
        assertThat(app.send(open).body()).isEqualTo("o\n");
        CompletableFuture<HttpResponse<String>> poll = app.sendAsync(
                app.request(session + "/xhr?timeline=polled").header("Cookie", USER).POST(BodyPublishers.noBody()));
        await().until(() -> steps("polled").contains("container doFilterReturned"));
        app.send(app.request(session + "/xhr_send").header("Cookie", USER)
                .POST(BodyPublishers.ofString("[\"CONNECT\\naccept-version:1.2\\n\\n\\u0000\"]")));

        assertThat(poll.join().body()).startsWith("a[\"CONNECTED");
        await().untilAsserted(() -> assertThat(steps("polled")).containsSubsequence("container doFilter",
                "container startAsync", "container doFilterReturned", "executor write", "executor complete",
                "container onComplete").doesNotContain("executor dispatch"));
        app.send(app.request(session + "/xhr_send").header("Cookie", USER)
                .POST(BodyPublishers.ofString("[\"DISCONNECT\\n\\n\\u0000\"]")));
    }

    /** The kind of thread and the name of each event. */
    private List<String> steps(String timeline) throws Exception {
        return StreamSupport.stream(json(app.get("/lifecycle/" + timeline)).path("events").spliterator(), false)
                .map(event -> event.get("kind").asText() + " " + event.get("name").asText()).collect(Collectors.toList());
    }
}
