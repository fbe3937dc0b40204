package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.asyncshowcase.benchmark.Client.Connection;
import org.asyncshowcase.house.takehome.TakenHome.Level;
import org.asyncshowcase.testing.TakenHomeWar;

/** Requests that nobody parks: short ones, slow ones, large ones. */
final class Requests {

    static final String RATE = "requests a second";
    static final String CPU = "processor time a request";
    static final String RECORDED = "Callable, each request recorded";
    static final String CALLABLE_CPU = "guard: processor time of a Callable";
    static final String DEFERRED_CPU = "guard: processor time of a DeferredResult";
    static final String GUARD_HEAP = "guard: heap a waiting request";
    static final String BARE = "bare pattern";
    static final String GUARDED = "guarded pattern";

    static final String SENDFILE = "Tomcat's sendfile";
    static final String EXPORTED_FILE = "`/export/file`";
    static final String ROWS = "`/export/rows.csv`";

    private final Run run;

    Requests(Run run) {
        this.run = run;
    }

    /** One kind of request, sent as fast as it is answered. */
    private record Load(String name, Side side, List<Connection> connections, byte[] request) {

        Load(String name, Side side, Client client, String url) throws IOException {
            this(name, side, side.connect(client, 8), side.get(url));
        }
    }

    /** Short requests, over 8 connections. */
    void requests() throws Exception {
        Side raw = Side.raw(run.tomcat());
        Side spring = Side.spring(run.tomcat());
        Side war = Side.war(run.tomcat());
        try (Client client = new Client()) {
            rates(client, RATE, CPU, List.of(
                    new Load("raw blocking", raw, client, "/blocking/body?delay=0&unrelated=x"),
                    new Load("raw startAsync, dispatch", raw, client, "/callable/body?delay=0&unrelated=x"),
                    new Load(Side.SPRING + ", blocking", spring, client, "/blocking/body?delay=0&unrelated=x"),
                    new Load(Side.SPRING + ", Callable", spring, client, "/callable/body?delay=0&unrelated=x"),
                    new Load("blocking", war, client, "/blocking/body?delay=0&unrelated=x"),
                    new Load("Callable", war, client, "/callable/body?delay=0&unrelated=x"),
                    new Load(RECORDED, war, client, "/callable/body?delay=0&timeline=x"),
                    new Load(Side.NETTY, Side.netty(run.netty()), client, "/callable/body?delay=0&unrelated=x")), 6, 600, 2);
        }
    }

    /** A pattern alone, with the guard, and the same by Spring alone: one Tomcat, answers without our headers. */
    void guard() throws Exception {
        Map<String, Path> contexts = new LinkedHashMap<>(Map.of(SpringTwin.PLAIN.substring(1), Run.springDirectory()));
        for (String pattern : List.of("callable", "deferred")) {
            for (Level level : Level.values()) {
                contexts.put(takenHome(level, pattern).substring(1), TakenHomeWar.pack(pattern, level));
            }
        }
        List<String> arguments = new ArrayList<>(Server.UNBOUND);
        arguments.add("-Dguard.heap=100");
        String connector = Run.DEFAULT_CONNECTOR + Held.NOTHING_KEPT;
        try (Server tomcat = Server.tomcat("guard", Server.ownJava(), connector, arguments, contexts);
                Client client = new Client()) {
            Side spring = new Side(Side.SPRING, tomcat, SpringTwin.PLAIN);
            for (String pattern : List.of("callable", "deferred")) {
                boolean callable = pattern.equals("callable");
                String url = callable ? "/callable/body?delay=0" : "/deferred/quotes?after=none";
                rates(client, "", callable ? CALLABLE_CPU : DEFERRED_CPU, List.of(
                        new Load(Side.SPRING, spring, client, callable ? url : "/deferred/ready?after=none"),
                        new Load(BARE, new Side(BARE, tomcat, takenHome(Level.BARE, pattern)), client, url),
                        new Load(GUARDED, new Side(GUARDED, tomcat, takenHome(Level.GUARDED, pattern)), client, url)),
                        6, 800, 3);
            }
            Held.add(run, GUARD_HEAP, List.of(spring, new Side(BARE, tomcat, takenHome(Level.BARE, "deferred")),
                    new Side(GUARDED, tomcat, takenHome(Level.GUARDED, "deferred"))), "", run.size(2_000), 2);
        }
    }

    private static String takenHome(Level level, String pattern) {
        return Side.TAKEN_HOME + pattern + "-" + level.name().toLowerCase(Locale.ROOT);
    }

    /** @param rate what it is called, or nothing if the processor time alone is measured */
    private void rates(Client client, String rate, String cpu, List<Load> inOrder, int rounds, int millis, int warmUps)
            throws IOException {
        List<Load> loads = new ArrayList<>(inOrder);
        for (int round = -run.rounds(warmUps); round < run.rounds(rounds); round++) {
            for (Load load : loads) {
                long begun = System.nanoTime();
                double cpuBegun = load.side().server().cpuMicros();
                int answers = answers(client, load.connections(), load.request(), run.nanos(round < 0 ? 1_500 : millis));
                double took = System.nanoTime() - begun;
                if (round >= 0) {
                    if (!rate.isEmpty()) {
                        run.results().add(rate, "1/s", load.name(), answers * 1e9 / took);
                    }
                    run.results().add(cpu, "µs", load.name(), (load.side().server().cpuMicros() - cpuBegun) / answers);
                }
            }
            // there and back: who comes after whom is no part of it
            if (round >= 0) {
                Collections.reverse(loads);
            }
        }
    }

    private static int answers(Client client, List<Connection> connections, byte[] request, long nanos) throws IOException {
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
        return answers[0];
    }

    private int rows() {
        return run.isQuick() ? 10_000 : 2_000_000;
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
    void export() throws Exception {
        Path file = Run.exportedFile();
        StringBuilder text = new StringBuilder("row,symbol,text\r\n");
        for (int row = 1; row <= rows(); row++) {
            text.append(row).append(",ACME,\"quoted \"\"text\"\", with a comma\"\r\n");
        }
        Files.writeString(file, text);
        Server tomcat = run.tomcat();
        try (Client client = new Client()) {
            byte[] copied = Side.request("/raw/rows.csv");
            Side war = Side.war(tomcat);
            for (int round = -2; round < run.rounds(7); round++) {
                double sent = download(client, Side.raw(tomcat).connect(client, 1).get(0), copied);
                double copy = download(client, war.connect(client, 1).get(0), war.get("/export/file"));
                double made = export(war, client);
                if (round >= 0) {
                    run.results().add("export", "MB/s", SENDFILE, sent);
                    run.results().add("export", "MB/s", EXPORTED_FILE, copy);
                    run.results().add("export", "MB/s", ROWS, made);
                }
            }
            long before = tomcat.liveBytes();
            Connection connection = Side.war(tomcat).connect(client, 1).get(0);
            boolean[] whole = new boolean[1];
            connection.send(Side.war(tomcat).get("/export/rows.csv?rows=" + rows()), done -> whole[0] = true);
            while (!whole[0]) {
                client.readUntil(System.nanoTime() + run.nanos(50));
                if (!whole[0]) {
                    run.results().add("heap grown by an export", "KiB", ROWS, (tomcat.liveBytes() - before) / 1024.0);
                }
            }
        } finally {
            Files.delete(file);
        }
    }
}
