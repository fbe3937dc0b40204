package org.asyncshowcase.container;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.Nodes;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What docs/nodes.md says: two nodes, an old Tomcat and a new one, one broker, nginx. */
@Runs(on = On.NEW, inMatrixOnly = true)
@ParameterizedClass(name = "Tomcat {0}")
@ArgumentsSource(NodesIT.Both.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesIT {

    /** About 110 MB; -Dnodes.rows=24000000 is 1.1 GB. */
    private static final int ROWS = Integer.getInteger("nodes.rows", 2_400_000);
    private static final int CROWD = 2_000;

    @Parameter
    Nodes nodes;

    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService fewThreads = Executors.newFixedThreadPool(4);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(fewThreads).build();
    /** The ids of the quotes that were answered 202. */
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    /** The answers that ask to come again: the other node has been asked by nginx in their place. */
    private final Queue<Integer> refused = new ConcurrentLinkedQueue<>();
    /** What a client that follows the protocol does not expect. */
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final List<Client> clients = new ArrayList<>();
    private volatile boolean ended;

    @Test
    @Order(1)
    void bringsAQuoteOfOneNodeToThePollsAndStreamsOfTheOther() throws Exception {
        String cursor = nodes.node(1).cursor();
        CompletableFuture<HttpResponse<String>> poll =
                nodes.node(1).sendAsync(nodes.node(1).request("/deferred/quotes?after=" + cursor));
        try (EventStream stream = EventStream.open(nodes.node(1), "/stream/quotes?after=" + cursor)) {
            nodes.node(1).awaitParked(2);

            String id = nodes.node(0).publish("ACME");

            assertThat(json(poll.join()).findValuesAsText("id")).containsExactly(id);
            await().until(() -> stream.ids().contains(id));
        }
    }

    /** By http_404, which also serves who asks a Tomcat 7 that has begun to listen, and knows no application yet. */
    @Test
    @Order(2)
    void findsATimelineOnWhicheverNodeHasIt() throws Exception {
        for (int node = 0; node < 2; node++) {
            assertThat(nodes.node(node).get("/callable/body?delay=0&timeline=node" + node).statusCode()).isEqualTo(200);
        }
        for (int asked = 0; asked < 4; asked++) {
            assertThat(nodes.proxied().get("/lifecycle/node" + asked / 2).statusCode()).isEqualTo(200);
        }
        assertThat(nodes.proxied().get("/lifecycle/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(3)
    void passesAnExportOnAsItIsMade() throws Exception {
        String path = "/export/rows.csv?rows=" + ROWS;
        try (InputStream export = client.send(nodes.proxied().request(path).build(), BodyHandlers.ofInputStream()).body()) {
            assertThat(export.read()).isEqualTo('r');

            assertThat(exports(0) + exports(1)).isEqualTo(1);
            assertThat(lines(export)).isEqualTo(ROWS + 1);
        }
        assertThat(nodes.nginx().log()).doesNotContain("temporary file");
    }

    @Test
    @Order(4)
    void passesAnUploadOnAsItComes() throws Exception {
        assertThat(Multipart.uploadInHalves(nodes.proxied(), 15_000_000,
                () -> nodes.node(0).tomcat().uploads() + nodes.node(1).tomcat().uploads() == 1)).isEqualTo(200);
        assertThat(nodes.nginx().log()).doesNotContain("temporary file");
    }

    /** Streams and sockets that are cut off come again to the other node; of a poll that is refused nginx asks it. */
    @Test
    @Order(5)
    void losesNothingAndFailsNobodyWhereBothAreRestartedInTurn() throws Exception {
        String cursor = awaitOnBoth(nodes.proxied().publish("ACME"));
        for (int each = 0; each < 40; each++) {
            clients.add(each % 2 == 0 ? new Follower(cursor) : new Poller(cursor));
        }
        for (Transport transport : List.of(Transport.WEBSOCKET, Transport.SOCKJS_WEBSOCKET, Transport.XHR_STREAMING)) {
            clients.add(new Subscriber(transport, cursor));
        }
        clients.forEach(Client::begin);
        publisher.scheduleWithFixedDelay(this::publish, 0, 30, TimeUnit.MILLISECONDS);

        for (int node = 0; node < 2; node++) {
            awaitAll(20);
            nodes.restart(node);
        }
        awaitAll(20);

        awaitAllOfThem();
        assertThat(errors).isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    @Order(6)
    void losesNothingOfACrowdWhereOneOfThemIsKilled() throws Exception {
        String cursor = awaitOnBoth(nodes.proxied().publish("ACME"));
        for (int each = 0; each < CROWD; each++) {
            clients.add(each % 10 > 0 ? new Follower(cursor) : new Poller(cursor));
        }
        clients.forEach(Client::begin);
        await().until(() -> nodes.node(0).status().get("streams").asInt()
                + nodes.node(1).status().get("streams").asInt() == CROWD * 9 / 10);
        publisher.scheduleWithFixedDelay(this::publish, 0, 100, TimeUnit.MILLISECONDS);
        awaitAll(5);

        nodes.node(0).close();
        awaitAll(5);

        awaitAllOfThem();
        assertThat(errors).isEmpty();
        assertThat(clients).noneMatch(each -> each.gap);
        assertThat(nodes.node(1).status().get("streams").asInt()).isEqualTo(CROWD * 9 / 10);
    }

    @AfterEach
    void end() {
        ended = true;
        clients.forEach(each -> each.asked.cancel(true));
        publisher.shutdownNow();
        fewThreads.shutdownNow();
    }

    private String awaitOnBoth(String id) {
        for (int node = 0; node < 2; node++) {
            App app = nodes.node(node);
            await().untilAsserted(() ->
                    assertThat(json(app.get("/deferred/quotes?after=gone-1")).get("last").asText()).isEqualTo(id));
        }
        return id;
    }

    /** Until each has so many more of what was accepted. */
    private void awaitAll(int more) {
        int wanted = accepted.size() + more;
        await().until(() -> accepted.size() >= wanted);
        List<String> until = new ArrayList<>(accepted);
        await().failFast(() -> assertThat(errors).isEmpty())
                .until(() -> clients.stream().allMatch(each -> each.seen.containsAll(until)));
    }

    /** Publishes no more, and waits until each has all. */
    private void awaitAllOfThem() throws Exception {
        publisher.shutdown();
        assertThat(publisher.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        awaitAll(0);
        ended = true;
    }

    /** One that is refused, or whose node is gone, is not accepted: its client would have to ask again. */
    private void publish() {
        try {
            HttpResponse<String> answer = nodes.proxied().post("/quotes", FORM, "symbol=ACME&price=1", JSON);
            if (answer.statusCode() == 202) {
                accepted.add(json(answer).get("id").asText());
            }
        } catch (Exception ex) {
            errors.add("POST: " + ex);
        }
    }

    private int exports(int node) throws Exception {
        return nodes.node(node).status().at("/executors/exports/active").asInt();
    }

    private static int lines(InputStream in) throws Exception {
        byte[] buffer = new byte[65_536];
        int lines = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    /** Asks through nginx, and again with its last id, until the test ends. */
    private abstract class Client {

        final Set<String> seen = ConcurrentHashMap.newKeySet();
        volatile String last;
        volatile boolean gap;
        volatile CompletableFuture<?> asked = new CompletableFuture<>();

        Client(String cursor) {
            last = cursor;
        }

        abstract void begin();

        void again(long millis) {
            if (!ended) {
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::begin);
            }
        }

        void fails(String error) {
            if (!ended) {
                errors.add(getClass().getSimpleName() + ": " + error);
            }
        }
    }

    /** An EventSource: a cut is none of its business, and whatever but a 200 is its end. */
    private final class Follower extends Client implements Flow.Subscriber<String> {

        private String id;
        private boolean event;

        Follower(String cursor) {
            super(cursor);
        }

        @Override
        void begin() {
            id = last;
            CompletableFuture<?> stream = client.sendAsync(
                    nodes.proxied().request("/stream/quotes").header("Last-Event-ID", last).build(), head -> {
                        if (head.statusCode() != 200) {
                            fails("answered " + head.statusCode());
                        }
                        return BodySubscribers.fromLineSubscriber(this);
                    });
            asked = stream;
            stream.whenComplete((answer, failure) -> again(100));
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.equals("event: gap")) {
                gap = true;
            } else if (line.startsWith("data: ")) {
                event = true;
            } else if (line.isEmpty()) {
                last = id;
                if (event) {
                    seen.add(id);
                }
                event = false;
            }
        }

        @Override
        public void onError(Throwable cut) {
            event = false;
        }

        @Override
        public void onComplete() {
            event = false;
        }
    }

    private final class Poller extends Client {

        Poller(String cursor) {
            super(cursor);
        }

        @Override
        void begin() {
            CompletableFuture<HttpResponse<String>> poll = client.sendAsync(
                    nodes.proxied().request("/deferred/quotes?after=" + last).build(), BodyHandlers.ofString());
            asked = poll;
            poll.thenAccept(this::take).exceptionally(failure -> {
                fails(failure.toString());
                return null;
            });
        }

        private void take(HttpResponse<String> answer) {
            String seconds = header(answer, "Retry-After");
            try {
                if (answer.statusCode() == 200) {
                    JsonNode backlog = json(answer);
                    seen.addAll(backlog.findValuesAsText("id"));
                    gap |= backlog.get("gap").asBoolean();
                    last = backlog.get("last").asText();
                    again(0);
                } else if (answer.statusCode() == 503 && seconds != null) {
                    refused.add(answer.statusCode());
                    again(1_000 * Long.parseLong(seconds));
                } else {
                    fails("answered " + answer.statusCode() + " " + answer.body());
                }
            } catch (Exception ex) {
                fails(ex.toString());
            }
        }
    }

    /** Subscribes, then asks for what it has missed: docs/streams.md. */
    private final class Subscriber extends Client {

        private final Transport transport;

        Subscriber(Transport transport, String cursor) {
            super(cursor);
            this.transport = transport;
        }

        @Override
        void begin() {
            Thread thread = new Thread(this::run, "subscriber");
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            try (StompClient socket = StompClient.connect(nodes.proxied(), transport, StompClient.newUser())) {
                socket.subscribe("/topic/quotes");
                for (JsonNode missed = ask(socket); missed.get("quotes").size() > 0;) {
                    missed = ask(socket);
                }
                await().until(() -> take(socket.ids()) && (socket.isClosed() || ended));
            } catch (Exception gone) {
                // the session has ended with its node: its client begins a new one
            }
            again(100);
        }

        private boolean take(List<String> ids) {
            seen.addAll(ids);
            gap |= ids.contains("gap");
            last = ids.isEmpty() ? last : ids.get(ids.size() - 1);
            return true;
        }

        private JsonNode ask(StompClient socket) throws Exception {
            JsonNode missed = socket.ask("/app/quotes/" + last);
            seen.addAll(missed.findValuesAsText("id"));
            gap |= missed.get("gap").asBoolean();
            last = missed.get("last").asText();
            return missed;
        }
    }

    /** The oldest Tomcat, and the one of this run. */
    static final class Both implements ArgumentsProvider {

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Runs.Here.containers(context.getRequiredTestClass()).map(newest -> Nodes.start(Tomcat.first(), newest,
                    "-Devents.ticker.period=0", "-Dguard.capacity=6000", "-Derrors.retry-after=1")).map(Arguments::of);
        }
    }
}
