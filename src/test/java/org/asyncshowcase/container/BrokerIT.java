package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.feed.jms.ExternalBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.asyncshowcase.container.App.FORM;
import static org.asyncshowcase.container.App.JSON;
import static org.asyncshowcase.container.App.json;
import static org.asyncshowcase.container.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trap 33: an external broker that comes and goes, and two nodes that share it. */
@ParameterizedClass(name = "Tomcat {0}")
@MethodSource("org.asyncshowcase.container.Tomcat#nine")
class BrokerIT {

    /** Nothing is waited for where the broker is known to be away; the rest is for a slow machine, and a cold application. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @Parameter
    String version;

    @Test
    void startsWithoutTheBrokerAndLivesThroughItsReturn() throws Exception {
        int port = ExternalBroker.freePort();
        long started = System.nanoTime();
        try (App app = start("broker", port)) {
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
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

    private App start(String name, int brokerPort) {
        return App.start(version, "BrokerIT-" + name, "-Devents.ticker.period=0",
                "-Devents.broker-url=tcp://localhost:" + brokerPort);
    }

    private static void awaitConnected(App app, boolean connected) {
        await().atMost(App.PATIENCE)
                .until(() -> app.status().get("brokerConnected").asBoolean() == connected);
    }

    private static void assertRefusesAtOnce(App app) throws Exception {
        assertThat(app.status().get("brokerConnected").asBoolean()).isFalse();
        long started = System.nanoTime();

        assertProblem(app.post("/quotes", FORM, "symbol=ACME&price=1", JSON), 503);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(AT_ONCE);
    }

    /** Two desks, one queue: whichever takes the order, the reply finds the node that waits. */
    private static void assertConfirmsAnOrder(App app) throws Exception {
        assertThat(app.post("/orders?delay=0", FORM, "symbol=ACME&quantity=1", JSON).statusCode()).isEqualTo(200);
        assertThat(app.post("/orders?delay=0", FORM, "symbol=ACME&quantity=2", JSON).statusCode()).isEqualTo(200);
    }
}
