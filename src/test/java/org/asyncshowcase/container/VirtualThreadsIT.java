package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Jdk;
import org.asyncshowcase.testing.Rooms;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where the connector has {@code useVirtualThreads="true"}, on a JDK 25: a thread for each dispatch, and all else as it was.
 */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("apps")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VirtualThreadsIT {

    private static final String NAME = "http-nio-auto-1-virt-\\d+";

    @Parameter
    App app;

    static Stream<App> apps() throws IOException {
        Path server = server();
        return Runs.Here.containers(VirtualThreadsIT.class).filter(each -> each.matches("(9|11)\\..*"))
                .map(each -> each.split("@")[0] + "@25").distinct()
                .filter(each -> Jdk.of(each).isPresent())
                .map(each ->
                        App.of(Tomcat.WAR, Tomcat.start(each, "VirtualThreadsIT", Tomcat.WAR, server,
                        "-Devents.ticker.period=0", "-Dasync.timeout=3000", "-Dtask.timeout=500",
                        "-Dstream.heartbeat=500", "-Dreactive.heartbeat=500",
                        "-XX:SoftRefLRUPolicyMSPerMB=0")));
    }

    /** That of all tests, with the one attribute. */
    private static Path server() throws IOException {
        Path server = Path.of("target/virtual-threads/server.xml");
        Files.createDirectories(server.getParent());
        return Files.writeString(server, Files.readString(Path.of("src/test/tomcat/server.xml"))
                .replace("<Connector ", "<Connector useVirtualThreads=\"true\" "));
    }

    @ParameterizedTest
    @MethodSource("org.asyncshowcase.house.takehome.TakenHome#rooms")
    void everyRoomAnswers(String room) throws Exception {
        Rooms.ask(room, app);
    }

    @ParameterizedTest
    @CsvSource({"callable, mvc-", "task, partner-", "deferred, jms-", "reactive, timer-"})
    void takeTheRequestAndLeaveTheWorkToItsExecutor(String pattern, String worker) throws Exception {
        CompletableFuture<HttpResponse<String>> asked = app.sendAsync(app.request("/" + pattern + "/body?delay=0"));
        if (pattern.equals("deferred")) {
            await().until(() -> app.status().get("waitingForQuotes").asInt() == 1);
            app.publish("ACME");
        }
        JsonNode answer = json(asked.join());

        assertThat(answer.get("requestThread").asText()).matches(NAME);
        assertThat(answer.get("workerThread").asText()).startsWith(worker);
    }

    @ParameterizedTest
    @CsvSource({"/callable/timeout?delay=0, 503", "/task/timeout, 200", "/deferred/timeout?delay=100, 200",
            "/callable/rejected, 503", "/deferred/rejected, 503"})
    void changeNoTimeOutAndNoRefusal(String path, int status) throws Exception {
        assertThat(app.get(path).statusCode()).isEqualTo(status);
    }

    /** The connector has 20 threads, of which it takes no notice then: 20 at a time would take five times 4 s. */
    @Test
    void blockAsManyAsThereAreRequests() throws Exception {
        long started = System.nanoTime();
        Set<String> threads = new HashSet<>();
        for (CompletableFuture<HttpResponse<String>> each : app.getAtOnce(100, "/blocking/body?delay=4000")) {
            threads.add(json(each.join()).get("workerThread").asText());
        }

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(18));
        assertThat(threads).hasSize(100).allMatch(thread -> thread.matches(NAME));
    }

    /** Twenty queries of 300 ms on two connections take 3 s: a thread for each waits for a connection, and most in vain. */
    @Test
    void makeNoConnectionsToADatabase() throws Exception {
        app.get("/database/blocking?delay=0");

        List<CompletableFuture<HttpResponse<String>>> queries = app.getAtOnce(20, "/database/blocking?delay=300");
        await().until(() -> app.status().get("database").get("waiting").asInt() > 2);
        for (CompletableFuture<HttpResponse<String>> each : queries) {
            if (each.join().statusCode() == 200) {
                assertThat(json(each.join()).get("workerThread").asText()).matches(NAME);
            }
        }

        assertThat(queries.stream().map(each -> each.join().statusCode()).distinct()).containsExactlyInAnyOrder(200, 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"callable", "task", "reactive", "deferred"})
    void handTheContextToTheWork(String pattern) throws Exception {
        ContextIT.askManyAtOnce(app, pattern, 50, () -> {
            if (pattern.equals("deferred")) {
                app.awaitParked(50);
                app.publish("ACME");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "callable"})
    void areNamedOnThePage(String pattern) throws Exception {
        assertThat(app.get("/" + pattern + "/view?delay=0", HTML).body()).containsPattern(">" + NAME + "<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callable/body?delay=200", "/deferred/timeout?delay=100", "/textbook/servlet/dispatch?"})
    void areTheContainersInATimeline(String path) throws Exception {
        String id = "virtual" + path.hashCode();
        app.get(path + "&timeline=" + id);
        await().until(() -> json(app.get("/lifecycle/" + id)).get("complete").asBoolean());

        JsonNode timeline = json(app.get("/lifecycle/" + id));
        Set<String> dispatching = new HashSet<>();
        for (JsonNode event : timeline.get("events")) {
            if (!event.get("dispatcher").isNull()) {
                dispatching.add(event.get("thread").asText());
            }
            assertThat(event.get("kind").asText().equals("container")).as(event.toString())
                    .isEqualTo(event.get("thread").asText().matches(NAME));
        }
        assertThat(timeline.get("dispatches").asInt()).isEqualTo(2);
        assertThat(dispatching).as("a thread for each dispatch").hasSize(2);
    }

    /** The end of this application. */
    @Test
    @Order(Integer.MAX_VALUE)
    void leaveNothingBehindAndAnswerWhoIsParked() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> parked = app.getAtOnce(20, "/textbook/timeout");
        app.awaitParked(20);

        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

        for (CompletableFuture<HttpResponse<String>> each : parked) {
            assertThat(assertProblem(each.join(), 503)).contains("stops");
        }
        // Tomcat's own, at work for the application just now
        assertThat(app.warnings()).filteredOn(each -> !each.contains("thread named [Catalina-utility-")).isEmpty();
        if (!app.toString().contains(" 11.")) {
            // that one's compiler of JSPs keeps the trace of its first use in a static exception, and our loader with it
            await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
        }
    }
}
