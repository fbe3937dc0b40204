package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What breaks the manual's own forms, each beside the room that does not break. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TextbookBreaksIT {

    private static CompletableFuture<Long> untimedMillis;

    @Parameter
    App app;

    private final List<AutoCloseable> clients = new ArrayList<>();

    /** It takes long: the other tests are run meanwhile. */
    @BeforeParameterizedClassInvocation
    static void parkWithoutATimeout(App app) {
        if (timeoutMillis(app) > 0) {
            long parked = System.nanoTime();
            untimedMillis = app.sendAsync(app.request("/textbook/timeout").timeout(Duration.ofMinutes(1)))
                    .thenApply(response -> {
                long millis = Duration.ofNanos(System.nanoTime() - parked).toMillis();
                assertThat(response.statusCode()).isEqualTo(503);
                return millis;
            });
        }
    }

    @AfterEach
    void leave() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    /** Trap 12. */
    @Test
    void oneReaderThatDoesNotReadStopsAllThatThePublisherSendsTo() throws Exception {
        EventStream byPublisher = open("/textbook/broadcast/publisher");
        EventStream byWriters = open("/textbook/broadcast/writers");
        await().until(() -> events(byPublisher) > 2 && events(byWriters) > 2);

        clients.add(RawRequest.stalled(app, "/textbook/broadcast/writers"));
        long stopped;
        try (RawRequest stalled = RawRequest.stalled(app, "/textbook/broadcast/publisher")) {
            // until its buffers are full
            await().untilAsserted(() -> assertThat(eventsWhileTheOtherGetsEight(byPublisher, byWriters)).isZero());
            stopped = events(byPublisher);
        }

        // and it goes on when that one has left
        await().until(() -> events(byPublisher) > stopped);
    }

    private static long eventsWhileTheOtherGetsEight(EventStream one, EventStream other) {
        long before = events(one);
        long from = events(other);
        await().pollInterval(Duration.ofMillis(10)).until(() -> events(other) >= from + 8);
        return events(one) - before;
    }

    private static long events(EventStream stream) {
        return stream.lines().stream().filter(line -> line.startsWith("data:")).count();
    }

    @Test
    void aRawRequestOfThePageIsBoundedAndNamed() throws Exception {
        assertThat(assertProblem(app.get("/textbook/broadcast/nobody", App.JSON), 400)).startsWith("sender: ");
        for (int each = 0; each < 4; each++) {
            assertThat(app.post("/textbook/broadcast/writers/stalled", App.FORM, "", App.JSON).statusCode()).isEqualTo(202);
        }
        assertProblem(app.post("/textbook/broadcast/writers/stalled", App.FORM, "", App.JSON), 503);
    }

    /** Trap 16. */
    @Test
    void losesTheQuoteThatComesBetweenTheLookAndTheSubscription() throws Exception {
        String cursor = app.cursor();
        CompletableFuture<List<String>> lookFirst =
                CompletableFuture.supplyAsync(() -> poll("/textbook/quotes", cursor, "look"));
        CompletableFuture<List<String>> subscribeFirst =
                CompletableFuture.supplyAsync(() -> poll("/deferred/quotes", cursor, "subscribe"));

        // in pairs: the first answers a poll that waits, and the second comes while the next poll looks
        List<String> published = new ArrayList<>();
        for (int poll = 0; poll < 6; poll += 2) {
            awaitEvent("look" + poll, "afterConcurrentHandlingStarted");
            published.add(app.publish("LOOK"));
            awaitEvent("look" + (poll + 1), "preHandle");
            published.add(app.publish("LOOK"));
            awaitEvent("look" + (poll + 1), "afterConcurrentHandlingStarted");
            published.add(app.publish("LOOK"));
        }

        assertThat(subscribeFirst.join()).containsExactlyElementsOf(published);
        assertThat(lookFirst.join()).isNotEmpty().isSubsetOf(published).hasSizeLessThan(published.size());
    }

    private void awaitEvent(String timeline, String name) {
        await().until(() -> json(app.get("/lifecycle/" + timeline)).findValuesAsText("name").contains(name));
    }

    /** The ids that one poll after the other brings, until one brings none; each poll is recorded by its number. */
    private List<String> poll(String path, String cursor, String timeline) {
        try {
            List<String> ids = new ArrayList<>();
            int number = 0;
            for (String after = cursor; after != null; ) {
                HttpResponse<String> response = app.get(path + "?after=" + after + "&timeline=" + timeline + number++,
                        App.JSON);
                List<String> come = response.statusCode() == 204 ? List.of() : json(response).findValuesAsText("id");
                ids.addAll(come);
                after = come.isEmpty() ? null : come.get(come.size() - 1);
            }
            return ids;
        } catch (IOException | InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Trap 39. */
    @Test
    void losesWhatComesDuringAReconnectWithoutIds() throws Exception {
        EventStream first = open("/textbook/events");
        await().until(() -> first.lines().contains(":open"));
        String seen = app.publish("ACME");
        await().until(() -> text(first).contains(seen));
        first.close();
        String missed = app.publish("ACME");
        EventStream withIds = open("/stream/quotes", "Last-Event-ID", seen);
        await().until(() -> withIds.ids().contains(missed));

        EventStream again = open("/textbook/events", "Last-Event-ID", seen);
        await().until(() -> again.lines().contains(":open"));
        String last = app.publish("ACME");

        await().until(() -> text(again).contains(last));
        assertThat(text(again)).doesNotContain(missed, "id:");
        await().untilAsserted(() -> assertThat(withIds.ids()).containsExactly(missed, last));
    }

    private static String text(EventStream stream) {
        return String.join("\n", stream.lines());
    }

    /** Trap 15. */
    @Test
    void keepsEachResultThatNobodyRemoves() throws Exception {
        int before = json(app.get("/textbook/kept/count", App.JSON)).get("kept").asInt();

        List<CompletableFuture<HttpResponse<String>>> answers = app.getAtOnce(5, "/textbook/kept");
        answers.addAll(app.getAtOnce(5, "/deferred/timeout?delay=500"));
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(json(answer.join()).get("outcome").asText()).isEqualTo("fallback");
        }

        await().until(() -> app.status().get("waitingForQuotes").asInt() == 0);
        assertThat(json(app.get("/textbook/kept/count", App.JSON)).get("kept").asInt()).isEqualTo(before + 5);
    }

    /** Trap 3. */
    @Test
    void makesAThreadForEachRequestWithoutAnExecutor() throws Exception {
        assertThat(workers(app.getAtOnce(40, "/textbook/worker"))).hasSize(40)
                .allMatch(worker -> worker.matches("MvcAsync\\d+"));
        assertThat(workers(app.getAtOnce(40, "/callable/body?delay=100"))).hasSizeLessThanOrEqualTo(20)
                .allMatch(worker -> worker.startsWith("mvc-"));
    }

    /** The threads that work for these requests, some of them busy with two. */
    private static List<String> workers(List<CompletableFuture<HttpResponse<String>>> answers) throws Exception {
        List<String> workers = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            workers.add(json(answer.join()).get("workerThread").asText());
        }
        return workers.stream().distinct().collect(Collectors.toList());
    }

    @Test
    void letsFastWorkWaitForSlowWorkOfTheSamePool() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> shared = app.getAtOnce(4, "/textbook/shared/slow");
        shared.addAll(app.getAtOnce(1, "/textbook/shared/fast"));
        List<CompletableFuture<HttpResponse<String>>> apart =
                app.getAtOnce(1, "/task/body?executor=reports&delay=1500");
        apart.addAll(app.getAtOnce(1, "/task/body?executor=partner&delay=100"));

        // two threads for all five
        assertThat(workers(shared)).hasSize(2);
        assertThat(workers(apart)).satisfiesExactly(slow -> assertThat(slow).startsWith("reports-"),
                fast -> assertThat(fast).startsWith("partner-"));
    }

    /** Trap 32; {@link TimeoutFallbackIT} has 100 of the room task. */
    @Test
    void answers500InPlaceOfTheFallbackWhereTheTimeoutInterrupts() throws Exception {
        Map<Integer, Long> interrupted = statuses(app.getAtOnce(30, "/textbook/interrupted"));

        assertThat(interrupted.get(500)).isPositive();
        assertThat(interrupted.keySet()).isSubsetOf(200, 500);
        assertThat(app.log()).contains("InterruptedException");
        assertThat(statuses(app.getAtOnce(10, "/task/timeout?delay=0"))).containsOnlyKeys(200);
    }

    private static Map<Integer, Long> statuses(List<CompletableFuture<HttpResponse<String>>> answers) {
        return answers.stream().map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpResponse::statusCode, TreeMap::new, Collectors.counting()));
    }

    /** Trap 20. */
    @Test
    void leavesThreadLocalsBehind() throws Exception {
        JsonNode callable = json(app.get("/textbook/threadlocals/callable", App.JSON));
        JsonNode future = json(app.get("/textbook/threadlocals/future", App.JSON));
        JsonNode context = json(app.get("/context/callable?delay=0", App.JSON));

        for (JsonNode each : List.of(callable, future)) {
            assertThat(names(each.get("request"), value -> !value.isNull()))
                    .containsExactly("thread", "MDC", "locale", "RequestContextHolder", "user", "transaction");
        }
        // the DispatcherServlet carries two of them to a Callable
        assertThat(names(callable.get("worker"), JsonNode::isNull)).containsExactly("MDC", "user", "transaction");
        assertThat(callable.at("/worker/locale")).isEqualTo(callable.at("/request/locale"));
        assertThat(names(future.get("worker"), JsonNode::isNull))
                .containsExactly("MDC", "locale", "RequestContextHolder", "user", "transaction");
        assertThat(context.at("/worker/id")).isEqualTo(context.at("/request/id"));
        assertThat(context.at("/worker/locale")).isEqualTo(context.at("/request/locale"));
    }

    private static List<String> names(JsonNode seen, Predicate<JsonNode> value) {
        List<String> names = new ArrayList<>();
        seen.fields().forEachRemaining(each -> {
            if (value.test(each.getValue())) {
                names.add(each.getKey());
            }
        });
        return names;
    }

    /** Trap 1. */
    @Test
    void failsWhereAFilterDoesNotSupportAsync() throws Exception {
        HttpResponse<String> response = app.get("/textbook/unsupported", App.JSON);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(json(response).get("message").asText())
                .isEqualTo("Async support must be enabled on a servlet and for all filters "
                + "involved in async request processing. This is done in Java code using the Servlet API or by adding "
                + "\"<async-supported>true</async-supported>\" to servlet and filter declarations in web.xml.");
    }

    /** Trap 2. */
    @Test
    void answersNothingWhereAFilterDoesNotSeeTheAsyncDispatch() throws Exception {
        HttpResponse<String> unmapped = app.get("/textbook/unmapped", App.JSON);
        HttpResponse<String> mapped = app.get("/task/body?delay=0", App.JSON);

        assertThat(unmapped.statusCode()).isEqualTo(200);
        assertThat(unmapped.body()).isEmpty();
        assertThat(header(unmapped, "ETag")).isNull();
        assertThat(mapped.body()).isNotEmpty();
        assertThat(header(mapped, "ETag")).isNotNull();
    }

    /** Trap 17. */
    @Test
    void countsARequestTwiceAndLosesAVisitOfTheSession() throws Exception {
        HttpResponse<String> first = app.get("/textbook/visit", App.JSON);
        String cookie = header(first, "Set-Cookie").split(";")[0];
        JsonNode before = counts(cookie);

        List<CompletableFuture<HttpResponse<String>>> visits = new ArrayList<>();
        for (int each = 0; each < 5; each++) {
            visits.add(app.sendAsync(app.request("/textbook/visit").header("Cookie", cookie)));
        }
        visits.forEach(CompletableFuture::join);

        JsonNode after = counts(cookie);
        assertThat(grown("preHandle", before, after)).isEqualTo(10);
        assertThat(grown("preHandle.once", before, after)).isEqualTo(5);
        assertThat(grown("visits", before, after)).isPositive().isLessThan(5);
        assertThat(grown("visits.once", before, after)).isEqualTo(5);
    }

    private JsonNode counts(String cookie) throws Exception {
        HttpResponse<String> counts = app.send(app.request("/textbook/visit/count").header("Cookie", cookie));
        assertThat(header(counts, "Set-Cookie")).isNull();
        return json(counts);
    }

    private static int grown(String name, JsonNode before, JsonNode after) {
        return after.get(name).asInt() - before.get(name).asInt();
    }

    @Test
    void makesASessionNowhereElse() throws Exception {
        for (String path : List.of("/textbook/visit/count", "/textbook/worker", "/textbook", "/textbook/kept/count")) {
            assertThat(header(app.get(path), "Set-Cookie")).as(path).isNull();
        }
    }

    /** Trap 5: measured, not told. */
    @Test
    @Order(Integer.MAX_VALUE)
    void waitsAsLongAsTheContainerWantsWithoutATimeout() {
        assumeTrue(timeoutMillis(app) > 0);

        // Tomcat looks for time-outs once a second; a busy machine more seldom
        assertThat(untimedMillis.join()).isBetween(timeoutMillis(app) - 1_000, timeoutMillis(app) + 8_000);
    }

    /** The container's own; 0 where it is not waited for: the others have that of 9. */
    private static long timeoutMillis(App app) {
        return app.toString().startsWith("Tomcat 7.") ? 10_000 : app.toString().matches("Tomcat 9\\.[^@]*") ? 30_000 : 0;
    }

    private EventStream open(String path, String... headers) throws Exception {
        EventStream stream = EventStream.open(app, path, headers);
        clients.add(stream);
        return stream;
    }
}
