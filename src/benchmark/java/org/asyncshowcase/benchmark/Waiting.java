package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.benchmark.Client.Connection;

/** Many clients at once, whose work takes a while: by threads of either kind, and without. */
final class Waiting {

    static final int WORK_MILLIS = 300;
    static final int MOST = 10_000;
    static final int[] COUNTS = {100, 1_000, MOST};
    static final String THREADS = "threads";
    static final String HEAP = "heap";
    static final String LAST = "the last answer";
    static final String NEIGHBOUR = "another request, beside them";
    static final String BLOCKING = "blocking, 200 threads";
    static final String VIRTUAL = "blocking, virtual threads";
    static final String CALLABLE = "Callable, executor of 200";
    static final String DEFERRED = "DeferredResult";
    static final List<String> SIDES = List.of(BLOCKING, VIRTUAL, CALLABLE, DEFERRED, Side.NETTY);

    private static final String DEFERRED_URL = "/deferred/quotes";
    private static final String BLOCKING_URL = "/blocking/body?delay=";
    private static final String CALLABLE_URL = "/callable/body?delay=";

    private final Run run;
    private final int[] counts;

    Waiting(Run run) {
        this.run = run;
        this.counts = run.isQuick() ? new int[] {50} : COUNTS;
    }

    /** All Tomcats on the newest JDK that is there. What holds threads comes last: they still wait at the end. */
    void waiting() throws Exception {
        Optional<Path> java25 = Server.java25();
        Path java = java25.orElse(Server.ownJava());
        try (Server tomcat = tomcat("waiting", java, Run.DEFAULT_CONNECTOR)) {
            crowds(DEFERRED, Side.war(tomcat), DEFERRED_URL);
            crowds(BLOCKING, Side.war(tomcat), BLOCKING_URL);
        }
        try (Server tomcat = tomcat("waiting-callable", java, Run.DEFAULT_CONNECTOR)) {
            crowds(CALLABLE, Side.war(tomcat), CALLABLE_URL);
        }
        if (java25.isPresent()) {
            try (Server tomcat = tomcat("waiting-virtual", java, "useVirtualThreads=\"true\"")) {
                crowds(VIRTUAL, Side.war(tomcat), BLOCKING_URL);
            }
        }
        try (Server netty = Server.netty("waiting-netty")) {
            crowds(Side.NETTY, Side.netty(netty), CALLABLE_URL);
        }
    }

    private static Server tomcat(String name, Path java, String connector) throws IOException {
        return Run.showcase(name, java, connector + Held.NOTHING_KEPT, "-Dexecutors.mvc.threads=200");
    }

    private void crowds(String name, Side side, String url) throws IOException {
        boolean polls = url.equals(DEFERRED_URL);
        // classes, connections, threads
        crowd(name, side, polls ? url : url + 0, run.size(200), false);
        for (int count : counts) {
            boolean slow = count == MOST && (name.equals(BLOCKING) || name.equals(CALLABLE));
            for (int round = 0; round < run.rounds(slow ? 1 : 2); round++) {
                crowd(name, side, polls ? url : url + WORK_MILLIS, count, true);
            }
        }
        Held.bytes(side, polls ? url : url + 10_000, counts)
                .forEach((count, bytes) -> add(HEAP, "MB", name, count, bytes / 1e6));
    }

    private void add(String what, String unit, String name, int count, double value) {
        run.results().add(count + " clients: " + what, unit, name, value);
    }

    private void crowd(String name, Side side, String url, int count, boolean measured) throws IOException {
        try (Client client = new Client()) {
            List<Connection> clients = side.connect(client, count);
            Connection beside = side.connect(client, 1).get(0);
            Connection control = side.connect(client, 1).get(0);
            int[] answered = new int[1];
            int[] besides = new int[1];
            long begun = System.nanoTime();
            for (Connection each : clients) {
                each.send(side.get(url), done -> answered[0]++);
            }
            beside.send(side.get("/status"), done -> besides[0]++);
            if (url.equals(DEFERRED_URL)) {
                side.await(client, control, "waitingForQuotes", count);
            }
            client.readUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WORK_MILLIS / 2));
            int threads = side.server().threads();
            client.readUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WORK_MILLIS / 2));
            if (url.equals(DEFERRED_URL)) {
                // the work is done elsewhere: its result is an event
                control.ask(side.quote());
            }
            client.await(() -> answered[0] == count && besides[0] == 1);
            if (measured) {
                long last = clients.stream().mapToLong(Connection::readNanos).max().orElse(begun);
                add(LAST, "ms", name, count, (last - begun) / 1e6);
                add(NEIGHBOUR, "ms", name, count, beside.tookNanos() / 1e6);
                add(THREADS, "", name, count, threads);
            }
        }
    }
}
