package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.BrokerProcess;
import org.asyncshowcase.testing.ExternalBroker;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.Tomcat;
import org.awaitility.Awaitility;
import org.h2.tools.Server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;

/**
 * All patterns at once on a small heap, for so many minutes (the one argument), while clients leave, and the application, its broker
 * and its database are ended and started in turns. Fails where heap, threads or handles grow, a gauge is not zero at the end,
 * or a request was answered 500. Writes docs/operations.md and its picture, or into target where the run is shorter than 10 minutes.
 */
final class Soak implements AutoCloseable {

    private static final Path DOCUMENT = Path.of("docs/operations.md");
    private static final String TOMCAT = "9.0.117";
    private static final String BROKEN = "broken connections";
    private static final int DISCONNECTS_A_SECOND = 30;
    private static final int SAMPLED_EVERY_MILLIS = 4_000;
    private static final int DISTURBED_EVERY_MILLIS = 15_000;
    /** What the last quarter may have more than the second one. */
    private static final double LEVEL = 1.15;
    private static final List<String> LEVELS = List.of("heap after a collection, MB", "threads", "open files");
    /** Zero where nobody asks. */
    private static final List<String> GAUGES = List.of("guard_parked", "guard_held", "executor_active_threads",
            "executor_queued_tasks", "hikaricp_connections_active", "hikaricp_connections_pending", "quotes_waiting",
            "orders_waiting", "streams_open", "reactive_open", "sockets_open");
    private static final List<String> PATHS = List.of("/deferred/quotes", "/deferred/body", "/deferred/timeout?delay=300",
            "/blocking/body?delay=100", "/blocking/client?delay=20", "/callable/body?delay=700", "/callable/view?delay=100",
            "/callable/error?delay=10", "/callable/rejected", "/task/body?delay=300", "/task/timeout?delay=2000",
            "/database/body?delay=200", "/database/watched?delay=500", "/database/timeout?delay=4000",
            "/context/deferred", "/context/callable?delay=100", "/stream/quotes", "/stream/log", "/report?steps=20&delay=50",
            "/export/rows.csv?rows=200000", "/export/file", "/reactive/flux", "/reactive/mono?delay=400",
            "/reactive/future?delay=200", "/reactive/ndjson?count=20000", "/reactive/client?delay=100",
            "/textbook/timeout/deferred", "/textbook/callable", "/textbook/sse", "/orders", "/status", "/metrics", "/",
            "/docs/limits", "/take-home/callable-guarded.zip");

    private final int minutes;
    private final long begunNanos;
    private final Lines lines = new Lines();
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final LongAdder disconnects = new LongAdder();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(4);
    private final ExecutorService sockets = Executors.newCachedThreadPool();
    private final String databasePort = Integer.toString(ExternalBroker.freePort());
    private final BrokerProcess broker;
    private final App app;
    private Process database;
    private volatile boolean ended;

    private Soak(int minutes) throws Exception {
        this.minutes = minutes;
        Path folder = Files.createTempDirectory("soak-");
        startDatabase();
        int brokerPort = ExternalBroker.freePort();
        broker = new BrokerProcess(brokerPort, folder.resolve("broker"));
        app = App.start(TOMCAT, "Soak", "-Xmx256m", "-XX:SoftRefLRUPolicyMSPerMB=0", "-XX:+HeapDumpOnOutOfMemoryError",
                "-Dtests.threads=50", "-Devents.ticker.period=200", "-Devents.broker-url=tcp://localhost:" + brokerPort,
                "-Ddatabase.url=jdbc:h2:tcp://localhost:" + databasePort + "/" + folder.resolve("orders") + ";WRITE_DELAY=0;"
                + "INIT=CREATE ALIAS IF NOT EXISTS SLOW_ROW FOR 'org.asyncshowcase.rooms.database.SlowRow.pass'",
                // the driver of a remote H2 heeds neither an interrupt nor an abort: a query must end before its pool, within the drain
                "-Dexecutors.drain=2500", "-Ddatabase.timeout=1",
                // what is parked ends soon, and begins anew
                "-Ddeferred.timeout=5000", "-Dstream.life=8000", "-Dreactive.life=8000", "-Dstream.heartbeat=1000",
                "-Dreactive.heartbeat=1000", "-Dsocket.connect-timeout=5000");
        begunNanos = System.nanoTime();
    }

    public static void main(String[] arguments) throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        try (Soak soak = new Soak(Integer.parseInt(arguments[0]))) {
            List<String> faults = soak.run();
            faults.forEach(fault -> System.out.println("FAULT: " + fault));
            System.exit(faults.isEmpty() ? 0 : 1);
        }
    }

    private List<String> run() throws Exception {
        List<CompletableFuture<Void>> clients = new ArrayList<>();
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
        timer.scheduleWithFixedDelay(this::sample, SAMPLED_EVERY_MILLIS, SAMPLED_EVERY_MILLIS, MILLISECONDS);
        for (long turn = 0; seconds() < minutes * 60 - DISTURBED_EVERY_MILLIS / 1_000; turn++) {
            MILLISECONDS.sleep(DISTURBED_EVERY_MILLIS);
            disturb((int) (turn % 3));
        }
        MILLISECONDS.sleep(DISTURBED_EVERY_MILLIS);
        ended = true;
        clients.forEach(CompletableFuture::join);
        List<String> faults = faults();
        write(faults);
        return faults;
    }

    private double seconds() {
        return (System.nanoTime() - begunNanos) / 1e9;
    }

    /** Asks again when there is an answer, or the connection has broken, until the run ends. */
    private CompletableFuture<Void> repeat(String name, Supplier<CompletableFuture<Integer>> client) {
        return client.get().handle((status, failure) -> {
            count(failure != null ? BROKEN : status >= 400 && status != 503 ? status + " to " + name : "" + status);
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

    private void disturb(int turn) throws Exception {
        lines.addEvent(List.of("broker killed", "database killed", "redeployed").get(turn), seconds());
        if (turn == 0) {
            broker.restart();
        } else if (turn == 1) {
            database.destroyForcibly().waitFor();
            startDatabase();
        } else {
            String answer = app.manage("deploy?path=/async-showcase&update=true&war=" + Tomcat.WAR.toUri());
            System.out.printf("%.0f s: %s%n", seconds(), answer.trim());
        }
    }

    private void startDatabase() throws IOException {
        database = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp",
                System.getProperty("java.class.path"), Server.class.getName(), "-tcp", "-tcpPort", databasePort, "-ifNotExists")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Right after a collection. There is nothing to read while the application is away. */
    private void sample() {
        try {
            long loaders = app.tomcat().loaders();
            Map<String, Double> figures = figures();
            if (!figures.isEmpty() && !ended) {
                double at = seconds();
                lines.add(LEVELS.get(0), at, figures.get("jvm_memory_used_bytes{area=\"heap\"") / (1 << 20));
                lines.add(LEVELS.get(1), at, figures.get("jvm_threads_live_threads"));
                lines.add(LEVELS.get(2), at, figures.get("process_files_open_files"));
                lines.add("held requests", at, figures.getOrDefault("guard_held", 0.0));
                lines.add("class loaders of applications", at, loaders);
            }
        } catch (IOException | InterruptedException | RuntimeException ex) {
            System.out.printf("%.0f s: no sample, %s%n", seconds(), ex);
        }
    }

    /** Of each name the sum; the heap's apart from what is outside of it. */
    private Map<String, Double> figures() throws IOException, InterruptedException {
        HttpResponse<String> answer = app.get("/metrics");
        return answer.statusCode() != 200 ? Map.of() : App.metrics(answer.body()).entrySet().stream().collect(Collectors.toMap(
                each -> each.getKey().startsWith("jvm_memory") ? each.getKey().split(",")[0] : each.getKey().split("\\{")[0],
                Map.Entry::getValue, Double::sum));
    }

    private List<String> faults() throws Exception {
        List<String> faults = new ArrayList<>();
        answers.forEach((answer, times) -> {
            if (answer.startsWith("5") && answer.contains(" to ") && !answer.contains("/error")) {
                faults.add(times + " times " + answer);
            }
        });
        for (String each : LEVELS) {
            double before = lines.median(each, 0.25, 0.5);
            double last = lines.median(each, 0.75, 1);
            if (last > before * LEVEL) {
                faults.add(each + ": " + Report.number(before) + " became " + Report.number(last));
            }
        }
        Map<String, Double> left = left();
        for (int each = 0; each < 60 && !left.isEmpty(); each++) {
            TimeUnit.SECONDS.sleep(1);
            left = left();
        }
        left.forEach((gauge, value) -> faults.add(gauge + " is " + value + " at the end"));
        // a thread that Tomcat has started on our call ends after a minute without work, and lets the loader go: docs/limits.md
        long loaders = app.tomcat().loaders();
        for (int each = 0; each < 100 && loaders > 2; each++) {
            TimeUnit.SECONDS.sleep(1);
            loaders = app.tomcat().loaders();
        }
        if (loaders > 2) {
            faults.add(loaders + " class loaders of applications at the end, and not 2");
        }
        app.log().lines().filter(line -> line.contains("OutOfMemoryError") || line.contains("memory leak"))
                .findFirst().ifPresent(faults::add);
        return faults;
    }

    /** The gauges that are not zero. */
    private Map<String, Double> left() throws Exception {
        Map<String, Double> left = new TreeMap<>(figures());
        left.keySet().retainAll(GAUGES);
        left.values().removeIf(value -> value == 0);
        return left;
    }

    private void write(List<String> faults) throws IOException {
        StringBuilder table = new StringBuilder("| what | |\n|---|---|\n");
        row(table, "run", minutes + " minutes on Tomcat " + TOMCAT + ", JDK " + System.getProperty("java.version")
                + ", `-Xmx256m`, 50 threads, " + PATHS.size() + " paths, uploads, orders, sockets");
        Map<String, Long> statuses = answers.entrySet().stream().collect(Collectors.groupingBy(
                each -> each.getKey().split(" to ")[0], TreeMap::new, Collectors.summingLong(each -> each.getValue().sum())));
        row(table, "answers", statuses.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining(", ")) + ". The 404 are from redeploys, the 500 of `/callable/error`");
        row(table, "clients that left before", disconnects.toString());
        for (String each : List.of("broker killed", "database killed", "redeployed")) {
            row(table, each, lines.events(each) + " times");
        }
        for (String each : LEVELS) {
            row(table, each + ": second quarter, last quarter", Report.number(lines.median(each, 0.25, 0.5)) + ", "
                    + Report.number(lines.median(each, 0.75, 1)));
        }
        row(table, "at the end", faults.isEmpty() ? "all gauges zero, one class loader for each application"
                : String.join("; ", faults));
        Path folder = minutes < 10 ? Files.createDirectories(Path.of("target/soak")) : DOCUMENT.getParent();
        Files.createDirectories(folder.resolve("operations"));
        Files.writeString(folder.resolve("operations/soak.svg"),
                lines.svg("Everything at once for " + minutes + " minutes, 256 MB"));
        Files.writeString(folder.resolve(DOCUMENT.getFileName()), Files.readString(DOCUMENT).replaceFirst(
                "(?s)(<!-- soak -->\n).*(<!-- end -->)", "$1\n" + Matcher.quoteReplacement(table.toString()) + "\n$2"));
        System.out.println(answers + "\n" + table);
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    @Override
    public void close() throws Exception {
        ended = true;
        timer.shutdownNow();
        sockets.shutdownNow();
        app.close();
        broker.close();
        database.destroyForcibly();
    }
}
