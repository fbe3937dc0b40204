package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.BrokerProcess;
import org.asyncshowcase.testing.ExternalBroker;
import org.asyncshowcase.testing.Patience;
import org.asyncshowcase.testing.Tomcat;
import org.awaitility.Awaitility;
import org.h2.tools.Server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.toMap;

/**
 * All patterns at once on a small heap, for so many minutes (the one argument), while clients leave, and the broker, the
 * database and the application are ended and started in turns. Fails where heap, threads or open files grow, a gauge is not
 * zero at the end, or a request was answered 500. Writes docs/operations.md and its picture; in less than 10, into target.
 */
final class Soak {

    private static final Path DOCUMENT = Path.of("docs/operations.md");
    private static final String TOMCAT = "9.0.117";
    private static final int SAMPLED_EVERY_MILLIS = 4_000;
    private static final int DISTURBED_EVERY_MILLIS = 15_000;
    /** Of the application, and of Tomcat's manager. */
    private static final long LOADERS = 2;
    /** What the last quarter of the time may have more than the second one. */
    private static final double LEVEL = 1.2;
    private static final List<String> LEVELS = List.of("heap after a collection, MB", "threads", "open files");
    /** Zero where nobody asks. */
    private static final List<String> GAUGES = List.of("guard_parked", "guard_held", "executor_active_threads",
            "executor_queued_tasks", "hikaricp_connections_active", "hikaricp_connections_pending", "quotes_waiting",
            "orders_waiting", "streams_open", "reactive_open", "sockets_open");
    private final int minutes;
    private final long begunNanos;
    private final Lines lines = new Lines();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final String databasePort = Integer.toString(ExternalBroker.freePort());
    private final BrokerProcess broker;
    private final App app;
    private final Crowd crowd;
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
                // a remote H2's driver heeds neither interrupt nor abort: a query must end within the drain
                "-Dexecutors.drain=2500", "-Ddatabase.timeout=1",
                // what is parked ends soon, and begins anew
                "-Ddeferred.timeout=5000", "-Dstream.life=8000", "-Dreactive.life=8000", "-Dstream.heartbeat=1000",
                "-Dreactive.heartbeat=1000", "-Dsocket.connect-timeout=5000");
        begunNanos = System.nanoTime();
        crowd = new Crowd(app);
    }

    public static void main(String[] arguments) throws Exception {
        Awaitility.setDefaultTimeout(Patience.PATIENCE);
        // Tomcat, broker and database; a run that is broken off leaves none behind either
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly)));
        List<String> faults = new Soak(Integer.parseInt(arguments[0])).run();
        faults.forEach(fault -> System.out.println("FAULT: " + fault));
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private List<String> run() throws Exception {
        // a client whose application is gone has waited long enough
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        timer.scheduleWithFixedDelay(this::sample, SAMPLED_EVERY_MILLIS, SAMPLED_EVERY_MILLIS, MILLISECONDS);
        for (long turn = 0; seconds() < minutes * 60 - DISTURBED_EVERY_MILLIS / 1_000; turn++) {
            MILLISECONDS.sleep(DISTURBED_EVERY_MILLIS);
            disturb((int) (turn % 3));
        }
        MILLISECONDS.sleep(DISTURBED_EVERY_MILLIS);
        ended = true;
        crowd.close();
        List<String> faults = faults();
        write(faults);
        return faults;
    }

    private double seconds() {
        return (System.nanoTime() - begunNanos) / 1e9;
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
                System.getProperty("java.class.path"), Server.class.getName(), "-tcp", "-tcpPort", databasePort,
                "-ifNotExists").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
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
        return answer.statusCode() != 200 ? Map.of() : App.metrics(answer.body()).entrySet().stream().collect(toMap(
                each -> each.getKey().split(each.getKey().startsWith("jvm_memory") ? "," : "\\{")[0],
                Map.Entry::getValue, Double::sum));
    }

    private List<String> faults() throws Exception {
        List<String> faults = new ArrayList<>(crowd.faults());
        for (String each : LEVELS) {
            double before = lines.level(each, 0.25, 0.5);
            double last = lines.level(each, 0.75, 1);
            if (last > before * LEVEL) {
                faults.add(each + ": " + Report.number(before) + " became " + Report.number(last));
            }
        }
        within(60, this::left, Map::isEmpty).forEach((gauge, value) -> faults.add(gauge + " is " + value + " at the end"));
        // a thread that Tomcat has started on our call keeps the loader until it is idle for a minute: docs/limits.md
        long loaders = within(100, app.tomcat()::loaders, count -> count <= LOADERS);
        if (loaders > LOADERS) {
            app.tomcat().dumpHeap(Files.createDirectories(Path.of("target/soak")).resolve("loaders.hprof"));
            faults.add(loaders + " class loaders of applications at the end, and not " + LOADERS);
        }
        app.log().lines().filter(line -> line.contains("OutOfMemoryError") || line.contains("memory leak"))
                .findFirst().ifPresent(faults::add);
        return faults;
    }

    /** Asks once a second, until the answer is good or this time is over; returns the last one. */
    private static <T> T within(int seconds, Callable<T> question, Predicate<T> good) throws Exception {
        T answer = question.call();
        for (int each = 0; each < seconds && !good.test(answer); each++) {
            TimeUnit.SECONDS.sleep(1);
            answer = question.call();
        }
        return answer;
    }

    /** The gauges that are not zero. */
    private Map<String, Double> left() throws Exception {
        Map<String, Double> left = new TreeMap<>(figures());
        left.keySet().retainAll(GAUGES);
        if (left.isEmpty()) {
            return Map.of("the state of /metrics", Double.NaN);
        }
        left.values().removeIf(value -> value == 0);
        return left;
    }

    private void write(List<String> faults) throws IOException {
        StringBuilder table = new StringBuilder("| what | |\n|---|---|\n");
        row(table, "run", minutes + " minutes, Tomcat " + TOMCAT + ", JDK " + System.getProperty("java.version") + ", "
                + Crowd.PATHS.size() + " paths, uploads, orders, sockets");
        row(table, "answers", crowd.statuses() + ". The 404 are from redeploys, the 500 of `/callable/error`");
        row(table, "clients that left before", Integer.toString(crowd.left()));
        for (String each : List.of("broker killed", "database killed", "redeployed")) {
            row(table, each, lines.events(each) + " times");
        }
        for (String each : LEVELS) {
            row(table, each + ": second quarter, last quarter", Report.number(lines.level(each, 0.25, 0.5)) + ", "
                    + Report.number(lines.level(each, 0.75, 1)));
        }
        row(table, "at the end", faults.isEmpty() ? "all gauges zero, no old class loader" : String.join("; ", faults));
        table.append("\n![Heap, threads, open files and held requests over the run](operations/soak.svg)\n");
        Path folder = minutes < 10 ? Files.createDirectories(Path.of("target/soak")) : DOCUMENT.getParent();
        Files.createDirectories(folder.resolve("operations"));
        Files.writeString(folder.resolve("operations/soak.svg"),
                lines.svg("Everything at once for " + minutes + " minutes, 256 MB"));
        Files.writeString(folder.resolve(DOCUMENT.getFileName()), Files.readString(DOCUMENT).replaceFirst(
                "(?s)(<!-- soak -->\n).*(<!-- end -->)", "$1\n" + Matcher.quoteReplacement(table.toString()) + "\n$2"));
        System.out.println(crowd + "\n" + table);
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }
}
