package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.feed.jms.AcceptedQuotes;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.BrokerProcess;
import org.asyncshowcase.testing.BrokerProxy;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.ExternalBroker;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trap 33: an external broker that comes and goes, and two nodes that share it. */
@Runs(on = On.NEW, inMatrixOnly = true)
@ParameterizedClass(name = "Tomcat {0}")
@ArgumentsSource(Runs.Containers.class)
class BrokerIT {

    @Parameter
    String version;

    @Test
    void startsWithoutTheBrokerAndLivesThroughItsReturn() throws Exception {
        int port = ExternalBroker.freePort();
        try (App app = start("broker", port)) {
            assertRefusesAtOnce(app);

            ExternalBroker broker = ExternalBroker.start(port);
            awaitConnected(app, true);
            CompletableFuture<HttpResponse<String>> poll = app.sendAsync(app.request("/deferred/quotes"));
            app.awaitParked(1);
            String id = app.publish("ACME");
            assertThat(json(poll.join()).findValuesAsText("id")).containsExactly(id);

            broker.close();
            awaitConnected(app, false);
            assertRefusesAtOnce(app);

            // once when it was not there, and once when it went; not at each attempt of each listener
            await().untilAsserted(() -> assertThat(app.log().split("The broker is away")).hasSize(3));

            app.manage("undeploy?path=/async-showcase");
            assertThat(app.log()).doesNotContain("SEVERE", "failed to stop", "appears to have started a thread");
            assertThat(app.log()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void showsAQuoteOfOneNodeOnTheOther() throws Exception {
        int port = ExternalBroker.freePort();
        try (ExternalBroker broker = ExternalBroker.start(port);
                App first = start("node1", port); App second = start("node2", port)) {
            awaitConnected(first, true);
            awaitConnected(second, true);
            CompletableFuture<HttpResponse<String>> poll = second.sendAsync(second.request("/deferred/quotes"));
            second.awaitParked(1);

            String id = first.publish("ACME");

            assertThat(json(poll.join()).findValuesAsText("id")).containsExactly(id);
            assertConfirmsAnOrder(first);
            assertConfirmsAnOrder(second);
        }
    }

    /** Trap 53: every follower has each quote that was answered 202, in order, or a gap where it has not. */
    @Test
    void missesNoAcceptedQuoteInSilence() throws Exception {
        int port = ExternalBroker.freePort();
        AcceptedQuotes accepted = new AcceptedQuotes();
        try (BrokerProcess broker = new BrokerProcess(port);
                BrokerProxy proxy = new BrokerProxy(port);
                App first = start("loss1", port); App second = start("loss2", proxy.port())) {
            awaitConnected(first, true);
            awaitConnected(second, true);
            List<EventStream> streams = new ArrayList<>();
            for (App app : List.of(first, second)) {
                streams.add(EventStream.open(app, "/stream/quotes"));
                streams.add(EventStream.open(app, "/reactive/flux"));
            }
            List<String> polled = new ArrayList<>();
            AtomicReference<String> cursor = new AtomicReference<>(second.cursor());

            for (int round = 0; round < 3; round++) {
                publish(first, 10, accepted);
                publish(second, 10, accepted);
                // while others go on, the node is cut off
                proxy.cutOff();
                awaitConnected(second, false);
                publish(first, 20, accepted);
                proxy.forward();
                publish(second, 5, accepted);
                broker.restart();
                publish(first, 5, accepted);
                publish(second, 5, accepted);
                awaitConnected(first, true);
                awaitConnected(second, true);
            }
            publish(first, 1, accepted);

            await().until(() -> {
                JsonNode backlog = json(second.get("/deferred/quotes?after=" + cursor));
                cursor.set(backlog.get("last").asText());
                if (backlog.get("gap").asBoolean()) {
                    polled.add(AcceptedQuotes.GAP);
                }
                return polled.addAll(backlog.findValuesAsText("id")) && polled.contains(accepted.last());
            });
            accepted.assertNoneIsMissingInSilence(polled);
            for (EventStream stream : streams) {
                await().until(() -> followed(stream).contains(accepted.last()));
                accepted.assertNoneIsMissingInSilence(followed(stream));
                stream.close();
            }
        }
    }

    /** One at a time, until each is accepted. */
    private static void publish(App app, int count, AcceptedQuotes accepted) {
        for (int each = 0; each < count; each++) {
            await().until(() -> {
                HttpResponse<String> answer = app.post("/quotes", FORM, "symbol=ACME&price=1", JSON);
                return answer.statusCode() == 202 && accepted.add(json(answer).get("id").asText());
            });
        }
    }

    /** The ids of the quotes that came, and the gaps; one of the two writers sets no blank after a field's name. */
    private static List<String> followed(EventStream stream) {
        List<String> followed = new ArrayList<>();
        String last = "";
        for (String line : stream.lines()) {
            if (line.matches("event: ?gap")) {
                followed.add(AcceptedQuotes.GAP);
            } else if (line.startsWith("data:") && last.startsWith("id:")) {
                followed.add(last.substring(3).trim());
            }
            last = line;
        }
        return followed;
    }

    private App start(String name, int brokerPort) {
        return App.start(version, "BrokerIT-" + name, "-Devents.ticker.period=0",
                "-Devents.broker-url=tcp://localhost:" + brokerPort);
    }

    private static void awaitConnected(App app, boolean connected) {
        await().until(() -> app.status().get("brokerConnected").asBoolean() == connected);
    }

    private static void assertRefusesAtOnce(App app) throws Exception {
        assertThat(app.status().get("brokerConnected").asBoolean()).isFalse();

        assertProblem(app.post("/quotes", FORM, "symbol=ACME&price=1", JSON), 503);
    }

    /** Two desks, one queue: whichever takes the order, the reply finds the node that waits. */
    private static void assertConfirmsAnOrder(App app) throws Exception {
        assertThat(app.post("/orders?delay=0", FORM, "symbol=ACME&quantity=1", JSON).statusCode()).isEqualTo(200);
        assertThat(app.post("/orders?delay=0", FORM, "symbol=ACME&quantity=2", JSON).statusCode()).isEqualTo(200);
    }
}
