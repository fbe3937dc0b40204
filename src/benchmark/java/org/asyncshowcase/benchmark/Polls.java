package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.benchmark.Client.Connection;

/** Parked polls: how one quote releases them, and what they hold; and the start of a server, up to its first release. */
final class Polls {

    private final Run run;

    Polls(Run run) {
        this.run = run;
    }

    /** From the start of the process to the first answer, by part; and the first release of 1,000 polls. */
    void start() throws Exception {
        for (int round = 0; round < run.rounds(5); round++) {
            try (Server alone = Server.tomcat("alone", Server.ownJava(), Run.DEFAULT_CONNECTOR, List.of(), Map.of())) {
                run.results().add("start", "ms", "Tomcat alone", alone.millisOf("Server startup in"));
            }
            try (Server tomcat = Server.tomcat("start-raw", Server.ownJava(), Run.DEFAULT_CONNECTOR, List.of(),
                    Map.of("raw", Run.rawDirectory())); Client client = new Client()) {
                firstAnswer(Side.raw(tomcat), client);
                cold(Side.raw(tomcat), client);
            }
            try (Server tomcat = Server.tomcat("start-spring", Server.ownJava(), Run.DEFAULT_CONNECTOR, List.of(),
                    Map.of("spring", Run.springDirectory())); Client client = new Client()) {
                firstAnswer(Side.spring(tomcat), client);
                cold(Side.spring(tomcat), client);
            }
            try (Server tomcat = Run.showcase("start-showcase", Server.ownJava(), Run.DEFAULT_CONNECTOR,
                    "-Dlogback.configurationFile=" + logOfTheBroker()); Client client = new Client()) {
                firstAnswer(Side.war(tomcat), client);
                cold(Side.war(tomcat), client);
                addParts(tomcat);
            }
        }
    }

    /** The application's log does not tell when its broker starts. */
    private static Path logOfTheBroker() throws IOException {
        return Files.writeString(Server.BASE.resolve("logback.xml"), """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%m%n</pattern></encoder></appender>
                  <logger name="org.apache.activemq.broker.BrokerService" level="INFO"/>
                  <root level="WARN"><appender-ref ref="console"/></root>
                </configuration>
                """);
    }

    /** Each from one line of the log to another. */
    private void addParts(Server tomcat) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("JVM and Tomcat", "Starting Servlet engine");
        parts.put("WAR unpacked, its JARs scanned", "Initializing Spring root");
        parts.put("root context, before the broker", "Using Persistence Adapter");
        parts.put("broker", ") started");
        parts.put("root context, after it", "Initializing Spring DispatcherServlet 'appServlet'");
        parts.put("servlet of the patterns", "Server startup in");
        double begun = 0;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            double ended = tomcat.millisOf(part.getValue());
            run.results().add("start: " + part.getKey(), "ms", Side.WAR, ended - begun);
            begun = ended;
        }
    }

    private void firstAnswer(Side side, Client client) throws IOException {
        Connection connection = side.connect(client, 1).get(0);
        connection.ask(side.get("/blocking/body?delay=0"));
        double answered = connection.tookNanos() / 1e6;
        run.results().add("first answer", "ms", side.name(), answered);
        run.results().add("start", "ms", side.name(), side.server().millisOf("Server startup in") + answered);
    }

    private void cold(Side side, Client client) throws IOException {
        int count = run.size(1_000);
        Release release = release(client, side, side.connect(client, count), side.connect(client, 1).get(0));
        run.results().add("release of " + count + ", cold", "ms", side.name(), release.releasedMillis());
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
    void release() throws Exception {
        for (int count : run.isQuick() ? new int[] {50} : new int[] {100, 1_000, 7_000}) {
            try (Client client = new Client()) {
                List<Connection> tomcats = client.connect(run.tomcat().port(), count);
                List<Connection> nettys = client.connect(run.netty().port(), count);
                int rounds = run.rounds(count == 100 ? 40 : count == 1_000 ? 20 : 9);
                int warm = run.isQuick() ? 1 : count == 100 ? 200 : 5;
                for (int round = -warm; round < rounds; round++) {
                    for (Side side : run.sides()) {
                        Connection control = side.connect(client, 1).get(0);
                        List<Connection> polls = side.server() == run.tomcat() ? tomcats : nettys;
                        Release release = release(client, side, polls, control);
                        control.close();
                        if (round >= 0) {
                            run.results().add("parking " + count, "ms", side.name(), release.parkedMillis());
                            run.results().add("release of " + count, "ms", side.name(), release.releasedMillis());
                        }
                        if (round == rounds - 1) {
                            run.results().add("length of an answer", "bytes", side.name(), polls.get(0).bytes());
                        }
                    }
                }
            }
        }
    }

    /** What a waiting request holds on the heap. */
    void heap() throws Exception {
        try (Server tomcat = Server.tomcat("heap", Server.ownJava(), Run.DEFAULT_CONNECTOR, Server.UNBOUND, Run.all())) {
            held("", List.of(Side.raw(tomcat), Side.spring(tomcat), Side.war(tomcat)), "/deferred/quotes");
        }
        try (Server tomcat = Server.tomcat("heap-small", Server.ownJava(), Run.DEFAULT_CONNECTOR + " " + Run.SMALL_BUFFERS, Server.UNBOUND,
                Run.all())) {
            held(Run.SMALL, List.of(Side.raw(tomcat), Side.war(tomcat)), "/deferred/quotes");
        }
        try (Server netty = Server.netty("heap-netty")) {
            held("", List.of(Side.netty(netty)), "/deferred/quotes");
        }
        Optional<Path> java25 = Server.java25();
        if (java25.isPresent()) {
            try (Server tomcat = Run.showcase("heap-virtual", java25.get(), "useVirtualThreads=\"true\"")) {
                held(", virtual threads", List.of(Side.war(tomcat)), "/deferred/quotes");
                held(", blocking on virtual threads", List.of(Side.war(tomcat)), "/blocking/body?delay=10000");
            }
        }
    }

    /** The second of two thirds, so that what Tomcat keeps of requests that are over is no part of it. */
    private void held(String variant, List<Side> sides, String url) throws IOException {
        int first = run.size(1_000);
        int more = run.isQuick() ? 50 : 2_000;
        for (int round = 0; round < run.rounds(3); round++) {
            for (Side side : sides) {
                try (Client client = new Client()) {
                    Connection control = side.connect(client, 1).get(0);
                    int[] answered = new int[1];
                    hold(client, side, url, side.connect(client, first), control, first, answered);
                    long before = side.server().liveBytes();
                    hold(client, side, url, side.connect(client, more), control, first + more, answered);
                    double each = (side.server().liveBytes() - before) / 1024.0 / more;
                    if (answered[0] == 0) {
                        run.results().add("heap a waiting request", "KiB", side.name() + variant, each);
                    } else {
                        System.out.println("  dropped: " + answered[0] + " did not wait as long as it took to measure");
                    }
                    if (url.startsWith("/deferred")) {
                        control.ask(side.quote());
                        side.await(client, control, "waitingForQuotes", 0);
                    } else {
                        // what is left of this round is not there in the next one
                        client.await(() -> answered[0] == first + more);
                    }
                }
            }
        }
    }

    private static void hold(Client client, Side side, String url, List<Connection> connections, Connection control, int all,
            int[] answered) throws IOException {
        for (Connection each : connections) {
            each.send(side.get(url), done -> answered[0]++);
        }
        if (url.startsWith("/deferred")) {
            side.await(client, control, "waitingForQuotes", all);
        } else {
            // they are accepted, and wait: what is not, would be measured as nothing
            client.readUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500));
        }
    }
}
