package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.asyncshowcase.benchmark.Client.Connection;

import static org.asyncshowcase.benchmark.Run.SMALL;

/** Parked polls: how one quote releases them, and what they hold; and the start of a server, up to its first release. */
final class Polls {

    private final Run run;

    Polls(Run run) {
        this.run = run;
    }

    /** From the start of the process to the first answer, by part; and the first release of 1,000 polls. */
    void start() throws Exception {
        for (int round = 0; round < run.rounds(3); round++) {
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
        parts.put("servlet of the patterns", "Initializing Spring DispatcherServlet 'textbook'");
        parts.put("servlet of the textbook", "Server startup in");
        double begun = 0;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            double ended = tomcat.millisOf(part.getValue());
            // what is not started with the others has no line
            if (ended >= begun) {
                run.results().add("start: " + part.getKey(), "ms", Side.WAR, ended - begun);
                begun = ended;
            }
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
    record Release(double parkedMillis, double releasedMillis) {
    }

    static Release release(Client client, Side side, List<Connection> polls, Connection control) throws IOException {
        // the server may learn of the end of those before later than their client does
        side.await(client, control, "waitingForQuotes", 0);
        if (polls.size() >= 1_000) {
            // each side has its own garbage to collect, and not that of the one before it
            side.server().collect();
        }
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
                int rounds = run.rounds(count == 100 ? 30 : count == 1_000 ? 11 : 5);
                int warm = run.isQuick() ? 1 : count == 100 ? 150 : count == 1_000 ? 4 : 1;
                List<Side> sides = new ArrayList<>(run.sides());
                for (int round = -warm; round < rounds; round++) {
                    for (Side side : sides) {
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
                    // there and back: who comes after whom is no part of it
                    Collections.reverse(sides);
                }
            }
        }
    }

    /** What a waiting request holds on the heap. */
    void heap() throws Exception {
        int count = run.size(2_000);
        for (String variant : List.of("", SMALL)) {
            String connector = Run.DEFAULT_CONNECTOR + Held.NOTHING_KEPT + (variant.isEmpty() ? "" : Run.SMALL_BUFFERS);
            try (Server tomcat = Server.tomcat("heap", Server.ownJava(), connector, Server.UNBOUND, Run.all())) {
                List<Side> sides = List.of(Side.raw(tomcat), Side.spring(tomcat), Side.war(tomcat));
                Held.add(run, "heap a waiting request", sides, variant, count, variant.isEmpty() ? 2 : 1);
            }
        }
        try (Server netty = Server.netty("heap-netty")) {
            Held.add(run, "heap a waiting request", List.of(Side.netty(netty)), "", count, 1);
        }
    }
}
