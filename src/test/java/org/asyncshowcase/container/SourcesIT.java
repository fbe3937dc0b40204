package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.DebianServer;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.RabbitServer;
import org.asyncshowcase.testing.RedisServer;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The same polls and streams, whatever brings the quotes: docs/events.md. JMS is in BrokerIT. */
@Runs(on = On.NEW, inMatrixOnly = true)
@ParameterizedClass(name = "Tomcat {0}")
@ArgumentsSource(Runs.Containers.class)
class SourcesIT {

    /** Promised are 2 s; the rest is for a slow machine. */
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int NO_SERVER = 1;
    /** As the home page says it. That of the second node: Tomcat 11 keeps the class loader of the first page's JSP. */
    private static final Map<String, String> NAMES =
            Map.of("redis", "Redis", "redis-streams", "Redis Streams", "amqp", "RabbitMQ");

    @Parameter
    String version;

    @Test
    void bringsQuotesByHttpToOneNodeAlone() throws Exception {
        try (App first = start("http", 1, NO_SERVER); App second = start("http", 2, NO_SERVER)) {
            assertBringsAQuote(first, first);
            assertThat(second.get("/", HTML).body()).contains("A quote by HTTP releases", "feed/source/http.xml");
            String cursor = second.cursor();
            first.publish("ACME");
            String own = second.publish("ACME");

            assertThat(json(second.get("/deferred/quotes?after=" + cursor)).findValuesAsText("id")).containsExactly(own);
            assertConfirmsAnOrder(first);
            assertLeavesNothing(first);
        }
    }

    @Test
    void bringsQuotesByAChannelOfRedis() throws Exception {
        try (DebianServer redis = RedisServer.start()) {
            assertLivesThroughTheReturnOf(redis, "redis", false);
        }
    }

    @Test
    void bringsQuotesByAStreamOfRedis() throws Exception {
        try (DebianServer redis = RedisServer.start()) {
            assertLivesThroughTheReturnOf(redis, "redis-streams", true);
        }
    }

    @Test
    void bringsQuotesByRabbitMq() throws Exception {
        try (DebianServer rabbit = RabbitServer.start()) {
            assertLivesThroughTheReturnOf(rabbit, "amqp", false);
        }
    }

    private void assertLivesThroughTheReturnOf(DebianServer server, String source, boolean keepsQuotes) throws Exception {
        try (App first = start(source, 1, server.port()); App second = start(source, 2, server.port())) {
            awaitConnected(first, true);
            awaitConnected(second, true);
            assertThat(second.get("/", HTML).body()).contains("A quote by " + NAMES.get(source) + " releases");
            String before = assertBringsAQuote(first, second);
            EventStream stream = EventStream.open(second, "/stream/quotes?after=" + before);

            server.kill();
            awaitConnected(first, false);
            awaitConnected(second, false);
            long begun = System.nanoTime();
            HttpResponse<String> refused = first.post("/quotes", FORM, "symbol=ACME&price=1", JSON);
            assertProblem(refused, 503);
            assertThat(header(refused, "Retry-After")).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            assertConfirmsAnOrder(first);

            server.restart();
            awaitConnected(first, true);
            awaitConnected(second, true);
            String after = first.publish("BACK");
            await().until(() -> stream.ids().contains(after));
            assertThat(stream.lines().contains("event: gap")).isEqualTo(!keepsQuotes);
            stream.close();
            JsonNode backlog = json(second.get("/deferred/quotes?after=" + before));
            assertThat(backlog.get("gap").asBoolean()).isEqualTo(!keepsQuotes);
            assertThat(backlog.findValuesAsText("id")).containsExactly(after);
            // one when it went, and not at each attempt
            assertThat(first.log().split(" is away: ")).hasSize(2);
            assertLeavesNothing(first);
        }
    }

    /** To a poll and a stream on the other node. */
    private static String assertBringsAQuote(App first, App second) throws Exception {
        String cursor = second.cursor();
        EventStream stream = EventStream.open(second, "/stream/quotes?after=" + cursor);
        CompletableFuture<HttpResponse<String>> poll = second.sendAsync(second.request("/deferred/quotes"));
        await().until(() -> second.status().get("waitingForQuotes").asInt() == 1);

        String id = first.publish("ACME");

        assertThat(json(poll.join()).findValuesAsText("id")).containsExactly(id);
        await().until(() -> stream.ids().contains(id));
        stream.close();
        return id;
    }

    /** By JMS, whatever brings the quotes. */
    private static void assertConfirmsAnOrder(App app) throws Exception {
        assertThat(app.post("/orders?delay=0", FORM, "symbol=ACME&quantity=1", JSON).statusCode()).isEqualTo(200);
    }

    private static void assertLeavesNothing(App app) throws Exception {
        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

        assertThat(app.tomcat().threads()).contains("main")
                .noneMatch(name -> name.matches("(?i)(redis|amqp|quotesListener|broker-|jms-|commons-pool).*"));
        // Tomcat 7 leaves the application's class loader on its own threads whose request ends during the stop
        assertThat(app.log().replaceAll("SEVERE .* named \\[http-nio-.*", "")).doesNotContain("SEVERE", "failed to stop",
                "memory leak", "appears to have started a thread", "ThreadLocal", " ERROR ");
        await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
    }

    private App start(String source, int node, int port) {
        return App.start(version, "SourcesIT-" + source + node, "-Devents.ticker.period=0", "-Devents.source=" + source,
                "-Devents.redis-url=redis://127.0.0.1:" + port, "-Devents.amqp-url=amqp://127.0.0.1:" + port,
                "-Devents.broker-url=vm://" + source + node + "?create=false", "-XX:SoftRefLRUPolicyMSPerMB=0");
    }

    private static void awaitConnected(App app, boolean connected) {
        await().until(() -> app.status().get("brokerConnected").asBoolean() == connected);
    }
}
