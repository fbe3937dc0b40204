package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;
import org.asyncshowcase.benchmark.Client.Connection;

/**
 * Measures the application beside the limit of its container, in turns: {@code mvn verify -Pbench}. Arguments:
 * {@code quick}, for a short run that proves no more than that it runs, and the names of sections, if not all.
 */
final class Benchmark {

    static final String RAW = "raw servlet";
    static final String WAR = "async-showcase";
    static final String NETTY = "WebFlux on Netty";
    static final String SMALL = ", small buffers";
    private static final String DEFAULT_CONNECTOR = "maxThreads=\"200\"";
    /** What docs/performance.md recommends for many requests that wait. */
    static final String SMALL_BUFFERS = """
            maxHttpHeaderSize="4096" socket.directBuffer="true" socket.appReadBufSize="1024"
            """;

    /** The sections that one Tomcat serves, and all of a quick run: the others start one or more each. */
    private static final List<String> SHARED = List.of("release", "streams", "requests", "export");

    private final boolean quick;
    private final Results results = new Results();
    private Server tomcat;
    private Server netty;

    private Benchmark(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] args) throws Exception {
        List<String> words = Stream.of(args).flatMap(arg -> Stream.of(arg.split(","))).filter(word -> !word.isBlank()).toList();
        new Benchmark(words.contains("quick")).run(words.stream().filter(word -> !word.equals("quick")).toList());
    }

    /** A part of the run, by its name. */
    private interface Section {

        void measure() throws Exception;
    }

    private void run(List<String> chosen) throws Exception {
        Map<String, Section> sections = new LinkedHashMap<>();
        sections.put("start", this::start);
        sections.put("release", this::release);
        sections.put("streams", this::streams);
        sections.put("requests", this::requests);
        sections.put("export", this::export);
        sections.put("waiting", this::waiting);
        sections.put("heap", this::heap);
        sections.put("buffers", this::buffers);
        sections.put("dead", this::dead);
        checkOpenFiles();
        Files.createDirectories(Server.BASE);
        prepareRaw();
        long begun = System.nanoTime();
        for (Map.Entry<String, Section> section : sections.entrySet()) {
            if (chosen.contains(section.getKey()) || chosen.isEmpty() && (!quick || SHARED.contains(section.getKey()))) {
                System.out.printf("%s, %d s%n", section.getKey(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
                if (!SHARED.contains(section.getKey())) {
                    stop();
                }
                section.getValue().measure();
                results.print();
            }
        }
        new Report(results, quick).write(!quick && chosen.isEmpty());
        System.out.printf("done, %d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    }

    /** A JVM raises its own limit to the highest that is allowed. */
    private void checkOpenFiles() {
        int needed = quick ? 1_000 : 16_000;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < needed) {
            throw new IllegalStateException("Up to " + needed + " files are open, one for each connection, and "
                    + system.getMaxFileDescriptorCount() + " are allowed: see ulimit -Hn");
        }
    }

    private int rounds(int full) {
        return quick ? 1 : full;
    }

    private int size(int full) {
        return quick ? Math.min(full, 50) : full;
    }

    private long nanos(int millis) {
        return TimeUnit.MILLISECONDS.toNanos(quick ? 200 : millis);
    }

    // who is measured

    private static Side raw(Server tomcat) {
        return new Side(RAW, tomcat, "/raw");
    }

    private static Side war(Server tomcat) {
        return new Side(WAR, tomcat, "/async-showcase");
    }

    private static Side netty(Server netty) {
        return new Side(NETTY, netty, "");
    }

    /** The one that serves all that needs no process of its own. */
    private Server tomcat() throws IOException {
        if (tomcat == null) {
            Path without = Server.BASE.resolve("without");
            new Unpacked(Server.WAR, without).removeTimelines();
            tomcat = Server.tomcat("tomcat", Server.ownJava(), DEFAULT_CONNECTOR, Server.UNBOUND,
                    Map.of("raw", rawDirectory(), "async-showcase", Server.WAR, "without", without));
        }
        return tomcat;
    }

    private Server netty() throws IOException {
        if (netty == null) {
            netty = Server.netty("netty");
        }
        return netty;
    }

    private void stop() {
        Stream.of(tomcat, netty).filter(Objects::nonNull).forEach(Server::close);
        tomcat = null;
        netty = null;
    }

    private List<Side> sides() throws IOException {
        return List.of(raw(tomcat()), war(tomcat()), netty(netty()));
    }

    private static Server showcase(String name, Path java, String connector, String... settings) throws IOException {
        List<String> arguments = new ArrayList<>(Server.UNBOUND);
        arguments.addAll(List.of(settings));
        return Server.tomcat(name, java, connector, arguments, Map.of("async-showcase", Server.WAR));
    }

    private static Path rawDirectory() {
        return Server.BASE.resolve("raw");
    }

    /** An application of the raw servlets. */
    private static void prepareRaw() throws IOException {
        Server.delete(rawDirectory());
        Path classes = rawDirectory().resolve("WEB-INF/classes").resolve(Benchmark.class.getPackageName().replace('.', '/'));
        Files.createDirectories(classes);
        try (Stream<Path> compiled = Files.list(Server.CLASSES.resolve(Benchmark.class.getPackageName().replace('.', '/')))) {
            for (Path file : compiled.filter(file -> file.getFileName().toString().startsWith("Raw")).toList()) {
                Files.copy(file, classes.resolve(file.getFileName()));
            }
        }
    }

    // the sections

    /** From the start of the process to the first answer, by part; and the first release of 1,000 polls. */
    private void start() throws Exception {
        for (int round = 0; round < rounds(5); round++) {
            try (Server alone = Server.tomcat("alone", Server.ownJava(), DEFAULT_CONNECTOR, List.of(), Map.of())) {
                results.add("start", "ms", "Tomcat alone", alone.millisOf("Server startup in"));
            }
            try (Server tomcat = Server.tomcat("start-raw", Server.ownJava(), DEFAULT_CONNECTOR, List.of(), Map.of("raw", rawDirectory()));
                    Client client = new Client()) {
                firstAnswer(raw(tomcat), client);
                cold(raw(tomcat), client);
            }
            try (Server tomcat = showcase("start-showcase", Server.ownJava(), DEFAULT_CONNECTOR); Client client = new Client()) {
                firstAnswer(war(tomcat), client);
                cold(war(tomcat), client);
                double starts = tomcat.millisOf("Starting Servlet engine");
                double root = tomcat.millisOf("Initializing Spring root");
                double servlet = tomcat.millisOf("Initializing Spring DispatcherServlet 'appServlet'");
                double textbook = tomcat.millisOf("Initializing Spring DispatcherServlet 'textbook'");
                double started = tomcat.millisOf("Server startup in");
                results.add("start: JVM and Tomcat", "ms", WAR, starts);
                results.add("start: WAR unpacked, its JARs scanned", "ms", WAR, root - starts);
                results.add("start: root context, with the broker", "ms", WAR, servlet - root);
                results.add("start: appServlet", "ms", WAR, textbook - servlet);
                results.add("start: textbook", "ms", WAR, started - textbook);
            }
        }
    }

    private void firstAnswer(Side side, Client client) throws IOException {
        Connection connection = side.connect(client, 1).get(0);
        connection.ask(side.get("/blocking/body?delay=0"));
        double answered = connection.tookNanos() / 1e6;
        results.add("first answer", "ms", side.name(), answered);
        results.add("start", "ms", side.name(), side.server().millisOf("Server startup in") + answered);
    }

    private void cold(Side side, Client client) throws IOException {
        int count = size(1_000);
        Release release = release(client, side, side.connect(client, count), side.connect(client, 1).get(0));
        results.add("release of " + count + ", cold", "ms", side.name(), release.releasedMillis());
    }

    /** How long it took to park them, and to answer all. */
    private record Release(double parkedMillis, double releasedMillis) {
    }

    private static Release release(Client client, Side side, List<Connection> polls, Connection control) throws IOException {
        int[] answered = new int[1];
        long[] last = new long[1];
        byte[] poll = side.get("/deferred/quotes");
        long begun = System.nanoTime();
        for (Connection each : polls) {
            each.send(poll, done -> {
                answered[0]++;
                last[0] = done.readNanos();
            });
        }
        side.await(client, control, "waitingForQuotes", polls.size());
        long parked = System.nanoTime();
        control.ask(side.quote());
        client.await(() -> answered[0] == polls.size());
        return new Release((parked - begun) / 1e6, (last[0] - control.sentNanos()) / 1e6);
    }

    /** Parked polls, all answered by one quote. */
    private void release() throws Exception {
        for (int count : quick ? new int[] {50} : new int[] {100, 1_000, 7_000}) {
            try (Client client = new Client()) {
                List<Connection> tomcats = client.connect(tomcat().port(), count);
                List<Connection> nettys = client.connect(netty().port(), count);
                int rounds = rounds(count == 100 ? 40 : count == 1_000 ? 20 : 9);
                int warm = quick ? 1 : count == 100 ? 200 : 5;
                for (int round = -warm; round < rounds; round++) {
                    for (Side side : sides()) {
                        Connection control = side.connect(client, 1).get(0);
                        Release release = release(client, side, side.server() == tomcat ? tomcats : nettys, control);
                        control.close();
                        if (round >= 0) {
                            results.add("parking " + count, "ms", side.name(), release.parkedMillis());
                            results.add("release of " + count, "ms", side.name(), release.releasedMillis());
                        }
                    }
                }
            }
        }
    }

    /** Events to many readers: one after the other, each when all have read the last one; and at a steady pace. */
    private void streams() throws Exception {
        for (int count : quick ? new int[] {50} : new int[] {100, 1_000}) {
            try (Client client = new Client()) {
                List<Readers> all = new ArrayList<>();
                for (Side side : sides()) {
                    all.add(new Readers(client, side, side.connect(client, count)));
                }
                for (Readers each : all) {
                    each.publishFor(nanos(4_000), 0);
                }
                for (int round = 0; round < rounds(7); round++) {
                    for (Readers each : all) {
                        each.publishFor(nanos(1_500), 0);
                        results.add("deliveries to " + count + " readers", "1/s", each.side().name(), each.deliveriesASecond());
                    }
                    for (Readers each : all) {
                        each.publishFor(nanos(2_000), count == 1_000 ? 10 : 50);
                        results.add("median delay of " + count + " readers", "ms", each.side().name(), each.delayMillis(50));
                        results.add("99th percentile of the delay of " + count + " readers", "ms", each.side().name(), each.delayMillis(99));
                    }
                }
            }
        }
    }

    /** Short requests as fast as they are answered, over 8 connections. */
    private void requests() throws Exception {
        Server tomcat = tomcat();
        Server netty = netty();
        try (Client client = new Client()) {
            record Load(String name, Server server, byte[] request) {
            }
            List<Load> loads = Arrays.asList(
                    new Load("raw blocking", tomcat, Side.request("/raw/blocking/body?delay=0&unrelated=x")),
                    new Load("raw startAsync, dispatch", tomcat, Side.request("/raw/callable/body?delay=0&unrelated=x")),
                    new Load("raw startAsync, complete", tomcat, Side.request("/raw/callable/complete?delay=0&unrelated=x")),
                    new Load("blocking", tomcat, Side.request("/async-showcase/blocking/body?delay=0&unrelated=x")),
                    new Load("no timeline in the WAR", tomcat, Side.request("/without/callable/body?delay=0&unrelated=x")),
                    new Load("callable", tomcat, Side.request("/async-showcase/callable/body?delay=0&unrelated=x")),
                    new Load("every request recorded", tomcat, Side.request("/async-showcase/callable/body?delay=0&timeline=x")),
                    new Load(NETTY, netty, Side.request("/callable/body?delay=0&unrelated=x")));
            Map<Server, List<Connection>> connections = Map.of(tomcat, client.connect(tomcat.port(), 8), netty, client.connect(netty.port(), 8));
            for (int warm = 0; warm < rounds(3); warm++) {
                for (Load load : loads) {
                    rate(client, connections.get(load.server()), load.request(), nanos(2_000));
                }
            }
            for (int round = 0; round < rounds(21); round++) {
                // there and back: who comes after whom is no part of it
                Collections.reverse(loads);
                for (Load load : loads) {
                    results.add("requests a second", "1/s", load.name(),
                            rate(client, connections.get(load.server()), load.request(), nanos(700)));
                }
            }
        }
    }

    private static double rate(Client client, List<Connection> connections, byte[] request, long nanos) throws IOException {
        int[] answers = new int[1];
        int[] idle = new int[1];
        long begun = System.nanoTime();
        for (Connection each : connections) {
            each.send(request, new Client.Handler() {

                @Override
                public void handle(Connection connection) throws IOException {
                    answers[0]++;
                    if (connection.readNanos() - begun < nanos) {
                        connection.send(request, this);
                    } else {
                        idle[0]++;
                    }
                }
            });
        }
        client.await(() -> idle[0] == connections.size());
        return answers[0] * 1e9 / (System.nanoTime() - begun);
    }

    /** 1,000 clients at once, whose work takes 500 ms, on 20 threads of the container. */
    private void waiting() throws Exception {
        String threads = "maxThreads=\"20\"";
        try (Server tomcat = showcase("waiting-20", Server.ownJava(), threads, "-Dexecutors.mvc.threads=20")) {
            crowd("blocking, 20 threads", war(tomcat), "/blocking/body", rounds(1));
            crowd("Callable, executor of 20", war(tomcat), "/callable/body", rounds(1));
        }
        for (int pool : quick ? new int[] {1_000} : new int[] {200, 1_000}) {
            try (Server tomcat = showcase("waiting-" + pool, Server.ownJava(), threads, "-Dexecutors.mvc.threads=" + pool)) {
                crowd("Callable, executor of " + pool, war(tomcat), "/callable/body", rounds(3));
            }
        }
        Optional<Path> java25 = Server.java25();
        if (java25.isPresent()) {
            try (Server tomcat = showcase("waiting-virtual", java25.get(), "useVirtualThreads=\"true\"")) {
                crowd("blocking, virtual threads", war(tomcat), "/blocking/body", rounds(3));
            }
        }
        try (Server netty = Server.netty("waiting-netty")) {
            crowd(NETTY, netty(netty), "/callable/body", rounds(3));
        }
    }

    private void crowd(String name, Side side, String url, int rounds) throws IOException {
        try (Client client = new Client()) {
            List<Connection> clients = side.connect(client, size(1_000));
            Connection beside = side.connect(client, 1).get(0);
            byte[] slow = side.get(url + "?delay=" + (quick ? 50 : 500));
            // warms up: classes, connections, threads
            rate(client, clients.subList(0, 8), side.get(url + "?delay=0"), nanos(1_000));
            for (int round = 0; round < rounds; round++) {
                int[] answered = new int[1];
                int[] besides = new int[1];
                for (Connection each : clients) {
                    each.send(slow, done -> answered[0]++);
                }
                beside.send(side.get(url + "?delay=0"), done -> besides[0]++);
                client.readUntil(System.nanoTime() + nanos(250));
                int threads = side.server().threads();
                client.await(() -> answered[0] == clients.size() && besides[0] == 1);
                double[] took = clients.stream().mapToDouble(each -> each.tookNanos() / 1e6).sorted().toArray();
                results.add("1,000 clients: half are answered", "ms", name, took[took.length / 2]);
                results.add("1,000 clients: all are answered", "ms", name, took[took.length - 1]);
                results.add("1,000 clients: a request without work, beside them", "ms", name, beside.tookNanos() / 1e6);
                results.add("1,000 clients: threads of the process", "", name, threads);
            }
        }
    }

    /** What a waiting request holds on the heap. */
    private void heap() throws Exception {
        Map<String, Path> applications = Map.of("raw", rawDirectory(), "async-showcase", Server.WAR);
        try (Server tomcat = Server.tomcat("heap", Server.ownJava(), DEFAULT_CONNECTOR, Server.UNBOUND, applications)) {
            held("", List.of(raw(tomcat), war(tomcat)), "/deferred/quotes");
        }
        try (Server tomcat = Server.tomcat("heap-small", Server.ownJava(), DEFAULT_CONNECTOR + " " + SMALL_BUFFERS, Server.UNBOUND,
                applications)) {
            held(SMALL, List.of(raw(tomcat), war(tomcat)), "/deferred/quotes");
        }
        try (Server netty = Server.netty("heap-netty")) {
            held("", List.of(netty(netty)), "/deferred/quotes");
        }
        Optional<Path> java25 = Server.java25();
        if (java25.isPresent()) {
            try (Server tomcat = showcase("heap-virtual", java25.get(), "useVirtualThreads=\"true\"")) {
                held(", virtual threads", List.of(war(tomcat)), "/deferred/quotes");
                held(", blocking on virtual threads", List.of(war(tomcat)), "/blocking/body?delay=10000");
            }
        }
    }

    /** The second of two thirds, so that what Tomcat keeps of requests that are over is no part of it. */
    private void held(String variant, List<Side> sides, String url) throws IOException {
        int first = size(1_000);
        int more = quick ? 50 : 2_000;
        for (int round = 0; round < rounds(3); round++) {
            for (Side side : sides) {
                try (Client client = new Client()) {
                    Connection control = side.connect(client, 1).get(0);
                    hold(client, side, url, side.connect(client, first), control, first);
                    long before = side.server().liveBytes();
                    hold(client, side, url, side.connect(client, more), control, first + more);
                    double each = (side.server().liveBytes() - before) / 1024.0 / more;
                    results.add("heap a waiting request", "KiB", side.name() + variant, each);
                    if (url.startsWith("/deferred")) {
                        control.ask(side.quote());
                        side.await(client, control, "waitingForQuotes", 0);
                    }
                }
            }
        }
    }

    private static void hold(Client client, Side side, String url, List<Connection> connections, Connection control, int all)
            throws IOException {
        for (Connection each : connections) {
            each.send(side.get(url), done -> { });
        }
        if (url.startsWith("/deferred")) {
            side.await(client, control, "waitingForQuotes", all);
        } else {
            // they are accepted, and wait: what is not, would be measured as nothing
            client.readUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500));
        }
    }

    /** What small buffers cost. */
    private void buffers() throws Exception {
        try (Server stock = showcase("buffers-stock", Server.ownJava(), DEFAULT_CONNECTOR);
                Server small = showcase("buffers-small", Server.ownJava(), DEFAULT_CONNECTOR + " " + SMALL_BUFFERS);
                Client client = new Client()) {
            Map<String, Side> sides = new LinkedHashMap<>();
            sides.put("default buffers", war(stock));
            sides.put("small buffers", war(small));
            Map<String, List<Connection>> connections = new LinkedHashMap<>();
            for (Map.Entry<String, Side> each : sides.entrySet()) {
                connections.put(each.getKey(), each.getValue().connect(client, 8));
                rate(client, connections.get(each.getKey()), each.getValue().get("/callable/body?delay=0"), nanos(3_000));
                export(each.getValue(), client);
            }
            for (int round = 0; round < rounds(9); round++) {
                for (Map.Entry<String, Side> each : sides.entrySet()) {
                    results.add("buffers: requests", "1/s", each.getKey(),
                            rate(client, connections.get(each.getKey()), each.getValue().get("/callable/body?delay=0"), nanos(1_000)));
                    results.add("buffers: export", "MB/s", each.getKey(), export(each.getValue(), client));
                }
            }
        }
    }

    private int rows() {
        return quick ? 10_000 : 2_000_000;
    }

    private double export(Side side, Client client) throws IOException {
        return download(client, side.connect(client, 1).get(0), side.get("/export/rows.csv?rows=" + rows()));
    }

    private static double download(Client client, Connection connection, byte[] request) throws IOException {
        boolean[] whole = new boolean[1];
        connection.send(request, done -> whole[0] = true);
        client.await(() -> whole[0]);
        double megabytes = connection.bytes() / 1e6;
        connection.close();
        return megabytes * 1e9 / connection.tookNanos();
    }

    /** An answer larger than any buffer, and a file of the same bytes. */
    private void export() throws Exception {
        Path file = rawDirectory().resolve("rows.csv");
        StringBuilder text = new StringBuilder("row,symbol,text\r\n");
        for (int row = 1; row <= rows(); row++) {
            text.append(row).append(",ACME,\"quoted \"\"text\"\", with a comma\"\r\n");
        }
        Files.writeString(file, text);
        Server tomcat = tomcat();
        try (Client client = new Client()) {
            byte[] copied = Side.request("/raw/rows.csv");
            for (int round = -2; round < rounds(9); round++) {
                double sent = download(client, raw(tomcat).connect(client, 1).get(0), copied);
                double made = export(war(tomcat), client);
                if (round >= 0) {
                    results.add("export", "MB/s", "Tomcat's static file", sent);
                    results.add("export", "MB/s", WAR, made);
                }
            }
            long before = tomcat.liveBytes();
            Connection connection = war(tomcat).connect(client, 1).get(0);
            boolean[] whole = new boolean[1];
            connection.send(war(tomcat).get("/export/rows.csv?rows=" + rows()), done -> whole[0] = true);
            while (!whole[0]) {
                client.readUntil(System.nanoTime() + nanos(300));
                if (!whole[0]) {
                    results.add("heap grown by an export", "KiB", WAR, (tomcat.liveBytes() - before) / 1024.0);
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    /** What readers that never read cost the others: the living alone, and beside as many dead, in turns. */
    private void dead() throws Exception {
        int count = size(500);
        try (Server tomcat = showcase("dead", Server.ownJava(), DEFAULT_CONNECTOR + " socket.txBufSize=\"65536\"",
                "-Devents.log.capacity=100000", "-Dstream.heartbeat=1000");
                Client client = new Client()) {
            Side side = war(tomcat);
            Connection control = side.connect(client, 1).get(0);
            String first = control.ask(side.quote()).replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            // more than any buffer holds
            for (int quotes = 0; quotes < (quick ? 100 : 20_000); quotes++) {
                control.ask(side.quote());
            }
            Readers living = new Readers(client, side, side.connect(client, count));
            living.publishFor(nanos(3_000), 5);
            for (int round = 0; round < rounds(4); round++) {
                living.publishFor(nanos(5_000), 5);
                addDelays("the living alone", living);
                List<Connection> deaf = client.connectDeaf(tomcat.port(), count);
                for (Connection each : deaf) {
                    each.send(Side.bytes("GET /async-showcase/stream/quotes HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: " + first + "\r\n\r\n"),
                            never -> { });
                }
                if (!quick) {
                    // a thread for each, and none for anybody else
                    side.await(client, control, "writers\":{\"active", count);
                }
                living.publishFor(nanos(5_000), 5);
                addDelays("beside the dead", living);
                for (Connection each : deaf) {
                    each.close();
                }
                side.await(client, control, "streams", count);
            }
        }
    }

    private void addDelays(String who, Readers living) {
        results.add("dead readers: median delay", "ms", who, living.delayMillis(50));
        results.add("dead readers: 99th percentile", "ms", who, living.delayMillis(99));
        results.add("dead readers: longest", "ms", who, living.delayMillis(100));
    }
}
