package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.asyncshowcase.benchmark.Client.Connection;

/** Requests that nobody parks: short ones, slow ones, large ones. */
final class Requests {

    private final Run run;

    Requests(Run run) {
        this.run = run;
    }

    /** One kind of request, sent as fast as it is answered. */
    private record Load(String name, List<Connection> connections, byte[] request) {

        Load(String name, Side side, Client client, String url) throws IOException {
            this(name, side.connect(client, 8), side.get(url));
        }
    }

    /** Short requests, over 8 connections. */
    void requests() throws Exception {
        Side raw = Side.raw(run.tomcat());
        Side spring = Side.spring(run.tomcat());
        Side war = Side.war(run.tomcat());
        try (Client client = new Client()) {
            rates(client, "requests a second", List.of(
                    new Load("raw blocking", raw, client, "/blocking/body?delay=0&unrelated=x"),
                    new Load("raw startAsync, dispatch", raw, client, "/callable/body?delay=0&unrelated=x"),
                    new Load("raw startAsync, complete", raw, client, "/callable/complete?delay=0&unrelated=x"),
                    new Load(Side.SPRING + ", blocking", spring, client, "/blocking/body?delay=0&unrelated=x"),
                    new Load(Side.SPRING + ", Callable", spring, client, "/callable/body?delay=0&unrelated=x"),
                    new Load("blocking", war, client, "/blocking/body?delay=0&unrelated=x"),
                    new Load("Callable", war, client, "/callable/body?delay=0&unrelated=x"),
                    new Load("Callable, each request recorded", war, client, "/callable/body?delay=0&timeline=x"),
                    new Load(Side.NETTY, Side.netty(run.netty()), client, "/callable/body?delay=0&unrelated=x")), 15, 2);
        }
    }

    /** What a room costs that nobody asks: the WAR without the timelines beside the WAR as it is, on a Tomcat of their own. */
    void timeline() throws Exception {
        Path without = Server.BASE.resolve("without");
        new Unpacked(Server.WAR, without).removeTimelines();
        try (Server tomcat = Server.tomcat("timeline", Server.ownJava(), Run.DEFAULT_CONNECTOR, Server.UNBOUND,
                Map.of("async-showcase", Server.WAR, "without", without)); Client client = new Client()) {
            rates(client, "requests a second with timelines", List.of(
                    new Load("not in the WAR", new Side("", tomcat, "/without"), client, "/callable/body?delay=0&unrelated=x"),
                    new Load("off", Side.war(tomcat), client, "/callable/body?delay=0&unrelated=x")), 41, 8);
        }
    }

    private void rates(Client client, String what, List<Load> inOrder, int rounds, int warmUps) throws IOException {
        List<Load> loads = new ArrayList<>(inOrder);
        for (int round = -run.rounds(warmUps); round < run.rounds(rounds); round++) {
            for (Load load : loads) {
                double rate = rate(client, load.connections(), load.request(), run.nanos(round < 0 ? 2_000 : 600));
                if (round >= 0) {
                    run.results().add(what, "1/s", load.name(), rate);
                }
            }
            // there and back: who comes after whom is no part of it
            if (round >= 0) {
                Collections.reverse(loads);
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
    void waiting() throws Exception {
        String threads = "maxThreads=\"20\"";
        try (Server tomcat = Run.showcase("waiting-20", Server.ownJava(), threads, "-Dexecutors.mvc.threads=20")) {
            crowd("blocking, 20 threads", Side.war(tomcat), "/blocking/body", run.rounds(1));
            crowd("Callable, executor of 20", Side.war(tomcat), "/callable/body", run.rounds(1));
        }
        for (int pool : run.isQuick() ? new int[] {1_000} : new int[] {200, 1_000}) {
            try (Server tomcat = Run.showcase("waiting-" + pool, Server.ownJava(), threads, "-Dexecutors.mvc.threads=" + pool)) {
                crowd("Callable, executor of " + pool, Side.war(tomcat), "/callable/body", run.rounds(3));
            }
        }
        Optional<Path> java25 = Server.java25();
        if (java25.isPresent()) {
            try (Server tomcat = Run.showcase("waiting-virtual", java25.get(), "useVirtualThreads=\"true\"")) {
                crowd("blocking, virtual threads", Side.war(tomcat), "/blocking/body", run.rounds(3));
            }
        }
        try (Server netty = Server.netty("waiting-netty")) {
            crowd(Side.NETTY, Side.netty(netty), "/callable/body", run.rounds(3));
        }
    }

    private void crowd(String name, Side side, String url, int rounds) throws IOException {
        try (Client client = new Client()) {
            List<Connection> clients = side.connect(client, run.size(1_000));
            Connection beside = side.connect(client, 1).get(0);
            byte[] slow = side.get(url + "?delay=" + (run.isQuick() ? 50 : 500));
            // warms up: classes, connections, threads
            rate(client, clients.subList(0, 8), side.get(url + "?delay=0"), run.nanos(1_000));
            // where one takes half a minute, none warms up
            for (int round = rounds > 1 ? -1 : 0; round < rounds; round++) {
                int[] answered = new int[1];
                int[] besides = new int[1];
                for (Connection each : clients) {
                    each.send(slow, done -> answered[0]++);
                }
                beside.send(side.get("/status"), done -> besides[0]++);
                client.readUntil(System.nanoTime() + run.nanos(250));
                int threads = side.server().threads();
                client.await(() -> answered[0] == clients.size() && besides[0] == 1);
                if (round >= 0) {
                    double[] took = clients.stream().mapToDouble(each -> each.tookNanos() / 1e6).sorted().toArray();
                    run.results().add("1,000 clients: half are answered", "ms", name, took[took.length / 2]);
                    run.results().add("1,000 clients: all are answered", "ms", name, took[took.length - 1]);
                    run.results().add("1,000 clients: another request, beside them", "ms", name, beside.tookNanos() / 1e6);
                    run.results().add("1,000 clients: threads of the process", "", name, threads);
                }
            }
        }
    }

    /** What small buffers cost. */
    void buffers() throws Exception {
        try (Server stock = Run.showcase("buffers-stock", Server.ownJava(), Run.DEFAULT_CONNECTOR);
                Server small = Run.showcase("buffers-small", Server.ownJava(), Run.DEFAULT_CONNECTOR + " " + Run.SMALL_BUFFERS);
                Client client = new Client()) {
            Map<String, Side> sides = new LinkedHashMap<>();
            sides.put("default buffers", Side.war(stock));
            sides.put("small buffers", Side.war(small));
            Map<String, List<Connection>> connections = new LinkedHashMap<>();
            for (Map.Entry<String, Side> each : sides.entrySet()) {
                connections.put(each.getKey(), each.getValue().connect(client, 8));
                rate(client, connections.get(each.getKey()), each.getValue().get("/callable/body?delay=0"), run.nanos(3_000));
                export(each.getValue(), client);
            }
            for (int round = 0; round < run.rounds(9); round++) {
                for (Map.Entry<String, Side> each : sides.entrySet()) {
                    run.results().add("buffers: requests", "1/s", each.getKey(),
                            rate(client, connections.get(each.getKey()), each.getValue().get("/callable/body?delay=0"), run.nanos(1_000)));
                    run.results().add("buffers: export", "MB/s", each.getKey(), export(each.getValue(), client));
                }
            }
        }
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
        Path file = Run.rawDirectory().resolve("rows.csv");
        StringBuilder text = new StringBuilder("row,symbol,text\r\n");
        for (int row = 1; row <= rows(); row++) {
            text.append(row).append(",ACME,\"quoted \"\"text\"\", with a comma\"\r\n");
        }
        Files.writeString(file, text);
        Server tomcat = run.tomcat();
        try (Client client = new Client()) {
            byte[] copied = Side.request("/raw/rows.csv");
            for (int round = -2; round < run.rounds(9); round++) {
                double sent = download(client, Side.raw(tomcat).connect(client, 1).get(0), copied);
                double made = export(Side.war(tomcat), client);
                if (round >= 0) {
                    run.results().add("export", "MB/s", "Tomcat's static file", sent);
                    run.results().add("export", "MB/s", Side.WAR, made);
                }
            }
            long before = tomcat.liveBytes();
            Connection connection = Side.war(tomcat).connect(client, 1).get(0);
            boolean[] whole = new boolean[1];
            connection.send(Side.war(tomcat).get("/export/rows.csv?rows=" + rows()), done -> whole[0] = true);
            while (!whole[0]) {
                client.readUntil(System.nanoTime() + run.nanos(300));
                if (!whole[0]) {
                    run.results().add("heap grown by an export", "KiB", Side.WAR, (tomcat.liveBytes() - before) / 1024.0);
                }
            }
        } finally {
            Files.delete(file);
        }
    }
}
