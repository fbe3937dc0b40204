package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toList;
import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;

/** Clients of all patterns, each of which asks again when it is answered, and others that leave. Counts the answers. */
final class Crowd implements AutoCloseable {

    static final List<String> PATHS = List.of("/deferred/quotes", "/deferred/body", "/deferred/timeout?delay=300",
            "/blocking/body?delay=100", "/blocking/client?delay=20", "/callable/body?delay=700", "/callable/view?delay=100",
            "/callable/error?delay=10", "/callable/rejected", "/task/body?delay=300", "/task/timeout?delay=2000",
            "/database/body?delay=200", "/database/watched?delay=500", "/database/timeout?delay=4000",
            "/context/deferred", "/context/callable?delay=100", "/stream/quotes", "/stream/log", "/report?steps=20&delay=50",
            "/export/rows.csv?rows=200000", "/export/file", "/reactive/flux", "/reactive/mono?delay=400",
            "/reactive/future?delay=200", "/reactive/ndjson?count=20000", "/reactive/client?delay=100",
            "/textbook/timeout/deferred", "/textbook/callable", "/textbook/sse", "/orders", "/status", "/metrics", "/",
            "/docs/limits", "/take-home/callable-guarded.zip");

    private static final String BROKEN = "broken connections";
    private static final int DISCONNECTS_A_SECOND = 30;

    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final LongAdder disconnects = new LongAdder();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final ExecutorService sockets = Executors.newCachedThreadPool();
    private final List<CompletableFuture<Void>> clients = new ArrayList<>();
    private final App app;
    private volatile boolean ended;

    /** Begins at once. */
    Crowd(App app) {
        this.app = app;
        for (String path : PATHS) {
            clients.add(repeat(path, () -> app.discardAsync(path).thenApply(HttpResponse::statusCode)));
        }
        HttpRequest.Builder upload = Multipart.upload(app, "soak.txt", new byte[200_000]);
        clients.add(repeat("upload", () -> app.sendAsync(upload).thenApply(HttpResponse::statusCode)));
        clients.add(repeat("order", () -> app.postAsync("/orders?delay=100", FORM, "symbol=ACME&quantity=1", JSON)
                .thenApply(HttpResponse::statusCode)));
        Stream.of(Transport.values()).forEach(each -> clients.add(repeat("socket " + each,
                () -> CompletableFuture.supplyAsync(() -> socket(each), sockets))));
        timer.scheduleAtFixedRate(this::disconnect, 0, 1_000 / DISCONNECTS_A_SECOND, MILLISECONDS);
    }

    /** Asks again when there is an answer, or the connection has broken, until the run ends. */
    private CompletableFuture<Void> repeat(String name, Supplier<CompletableFuture<Integer>> client) {
        return client.get().handle((status, failure) -> {
            String answer = failure != null ? BROKEN : Integer.toString(status);
            count(answer.matches("[23].*|503") ? answer : answer + " to " + name);
            return failure == null && status < 300;
        }).thenCompose(good -> ended ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(() -> { }, CompletableFuture.delayedExecutor(good ? 20 : 300, MILLISECONDS))
                .thenCompose(waited -> repeat(name, client)));
    }

    private void count(String answer) {
        answers.computeIfAbsent(answer, missing -> new LongAdder()).increment();
    }

    /** One that connects, follows for some seconds, and leaves. */
    private int socket(Transport transport) {
        try (StompClient client = StompClient.connect(app, transport, StompClient.newUser())) {
            client.subscribe("/topic/quotes");
            client.await("MESSAGE");
            return 200;
        }
    }

    /** A client that leaves within half a second; every tenth does not read before, and stays for longer. */
    private void disconnect() {
        try {
            String path = PATHS.get(ThreadLocalRandom.current().nextInt(PATHS.size()));
            boolean stalled = disconnects.intValue() % 10 == 0;
            RawRequest request = ended ? null : stalled ? RawRequest.stalled(app, path) : RawRequest.send(app, "GET", path);
            if (request != null) {
                disconnects.increment();
                timer.schedule(() -> {
                    request.close();
                    return null;
                }, ThreadLocalRandom.current().nextInt(stalled ? 5_000 : 500), MILLISECONDS);
            }
        } catch (IOException ex) {
            count(BROKEN);
        }
    }

    /** How many clients have left before their answer. */
    int left() {
        return disconnects.intValue();
    }

    /** What was answered 5xx and should not: {@code /callable/error} shows a 500. */
    List<String> faults() {
        return answers.keySet().stream().filter(each -> each.startsWith("5") && each.contains(" to "))
                .filter(each -> !each.contains("/error")).map(each -> answers.get(each) + " times " + each)
                .collect(toList());
    }

    /** How many of each status. */
    String statuses() {
        Map<String, Long> statuses = answers.entrySet().stream().collect(groupingBy(
                each -> each.getKey().split(" to ")[0], TreeMap::new, summingLong(each -> each.getValue().sum())));
        return statuses.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).collect(joining(", "));
    }

    /** Returns when all are answered. */
    @Override
    public void close() {
        ended = true;
        clients.forEach(CompletableFuture::join);
        timer.shutdown();
        sockets.shutdown();
    }

    @Override
    public String toString() {
        return answers.toString();
    }
}
