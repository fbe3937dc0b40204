package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.BrokerProxy;
import org.asyncshowcase.testing.ExternalBroker;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/** Trap 33: the connection to the broker stays open, and nothing goes through it any more. */
@Runs(on = On.NEW, inMatrixOnly = true)
@ParameterizedClass(name = "Tomcat {0}")
@ArgumentsSource(Runs.Containers.class)
class BrokerHalfOpenIT {

    /** Promised are 2 s. One after the other, twenty would take 40. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(15);

    /** Nobody waits for an attempt to connect: twenty of them, one for each round below, would take 40 s. */
    private static final Duration TWENTY_TIMES = Duration.ofSeconds(25);

    @Parameter
    String version;

    private ExternalBroker broker;
    private BrokerProxy proxy;
    private App app;

    @BeforeEach
    void start() throws Exception {
        int port = ExternalBroker.freePort();
        broker = ExternalBroker.start(port);
        proxy = new BrokerProxy(port);
        app = App.start(version, "BrokerHalfOpenIT", "-Devents.ticker.period=100", "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Devents.broker-url=tcp://localhost:" + proxy.port());
        awaitConnected(true);
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
        proxy.close();
        broker.close();
    }

    @Test
    void refusesWhileItLastsAndGoesOnAfterwards() throws Exception {
        app.publish("ACME");
        proxy.swallow();
        long started = System.nanoTime();

        for (CompletableFuture<HttpResponse<String>> answer : twentyAtOnce()) {
            assertProblem(answer.join(), 503);
        }
        assertThat(since(started)).isLessThan(NOTICED_WITHIN);
        assertThat(app.post("/orders?delay=0", FORM, "symbol=ACME&quantity=1", JSON).statusCode())
                .as("an order waits in the outbox").isEqualTo(202);
        awaitConnected(false);

        long again = System.nanoTime();
        for (int each = 0; each < 20; each++) {
            for (CompletableFuture<HttpResponse<String>> answer : twentyAtOnce()) {
                assertProblem(answer.join(), 503);
            }
        }
        assertThat(since(again)).isLessThan(TWENTY_TIMES);

        proxy.forward();
        awaitConnected(true);
        String id = app.publish("BACK");
        awaitQuoteAndGap(id);
        // not answered at once where the desk's own connection comes back later
        assertThat(app.post("/orders?delay=0", FORM, "symbol=ACME&quantity=1", JSON).statusCode()).isIn(200, 202);
        await().untilAsserted(() -> assertThat(json(app.get("/orders", JSON)).findValuesAsText("status"))
                .containsExactly("confirmed", "confirmed"));
    }

    @Test
    void undeploysWhileItLastsAndLeavesNothingBehind() throws Exception {
        proxy.swallow();
        List<CompletableFuture<HttpResponse<String>>> answers = twentyAtOnce();
        answers.add(app.postAsync("/orders", FORM, "symbol=ACME&quantity=1", JSON));
        long started = System.nanoTime();

        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

        assertThat(since(started)).isLessThan(Duration.ofSeconds(8));
        answers.forEach(CompletableFuture::join);
        assertThat(app.tomcat().threads()).contains("main")
                .noneMatch(name -> name.matches("(ActiveMQ|broker-|jms-|outbox-).*"));
        // Tomcat 7 leaves the application's class loader on its own threads whose request ends during the stop, and reports
        // them
        assertThat(app.tomcat().log().replaceAll("SEVERE .* named \\[http-nio-.*", "")).doesNotContain("SEVERE",
                "failed to stop", "memory leak", "appears to have started a thread", "ThreadLocal");
        await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
    }

    /** Polls from the oldest quote on: there is a gap for what others may have published while the broker was silent. */
    private void awaitQuoteAndGap(String id) {
        AtomicReference<String> cursor = new AtomicReference<>("gone-1");
        AtomicInteger gaps = new AtomicInteger();
        await().until(() -> {
            JsonNode backlog = json(app.get("/deferred/quotes?after=" + cursor));
            cursor.set(backlog.get("last").asText());
            gaps.addAndGet(backlog.get("gap").asBoolean() ? 1 : 0);
            return backlog.findValuesAsText("id").contains(id);
        });
        assertThat(gaps.get()).as("the first cursor, and the interruption").isGreaterThanOrEqualTo(2);
    }

    private List<CompletableFuture<HttpResponse<String>>> twentyAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int each = 0; each < 20; each++) {
            answers.add(app.postAsync("/quotes", FORM, "symbol=ACME&price=1", JSON));
        }
        return answers;
    }

    private void awaitConnected(boolean connected) {
        await().until(() -> app.status().get("brokerConnected").asBoolean() == connected);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
