package org.asyncshowcase.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.sun.management.UnixOperatingSystemMXBean;

import org.asyncshowcase.benchmark.Client.Connection;

/** The same for more and more clients, as far as the machine can: what grows faster than they do? */
final class Growth {

    static final String RELEASE = "growth: release";
    static final String PARKING = "growth: parking";
    static final String EVENT = "growth: an event to all readers";
    static final String HEAP = "growth: heap";
    static final List<String> WHATS = List.of(RELEASE, PARKING, EVENT, HEAP);
    /** More than this take more open files and memory than a machine may have. */
    private static final int LARGE = 10_000;
    static final int MOST = 30_000;

    private final Run run;

    Growth(Run run) {
        this.run = run;
    }

    void growth() throws Exception {
        int[] counts = run.isQuick() ? new int[] {10, 50}
                : IntStream.of(100, 1_000, LARGE, most()).distinct().toArray();
        List<String> arguments = new ArrayList<>(Server.UNBOUND);
        if (counts[counts.length - 1] > LARGE) {
            arguments.addAll(List.of("-Xms6g", "-Xmx6g"));
        }
        try (Server tomcat = Server.tomcat("growth", Server.ownJava(), Run.DEFAULT_CONNECTOR, arguments, Run.all())) {
            for (int count : counts) {
                polls(tomcat, count);
            }
        }
        // more readers join, and none leaves: a reader that has left keeps its file open until it is written to
        for (String side : Run.all().keySet()) {
            try (Server tomcat = Server.tomcat("growth-" + side, Server.ownJava(), Run.DEFAULT_CONNECTOR, arguments,
                    Map.of(side, Run.all().get(side))); Client client = new Client()) {
                readers(sides(tomcat).stream().filter(each -> each.path().equals("/" + side)).findFirst().orElseThrow(),
                        client, counts);
            }
        }
        String connector = Run.DEFAULT_CONNECTOR + Held.NOTHING_KEPT;
        try (Server tomcat = Server.tomcat("growth-heap", Server.ownJava(), connector, arguments, Run.all())) {
            for (Side side : sides(tomcat)) {
                Held.bytes(side, "/deferred/quotes", run.size(200));
                Held.bytes(side, "/deferred/quotes", counts)
                        .forEach((count, bytes) -> run.results().add(HEAP + " of " + count, "MB", side.name(), bytes / 1e6));
            }
        }
    }

    /** Each process has a file for each connection, and some more; each waiting request is 110 KB of a heap. */
    private static int most() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getTotalMemorySize() >= 10L << 30
                ? (int) Math.max(LARGE, Math.min(MOST, system.getMaxFileDescriptorCount() / 1_000 * 1_000 - 1_000)) : LARGE;
    }

    private static List<Side> sides(Server tomcat) {
        return List.of(Side.raw(tomcat), Side.spring(tomcat), Side.war(tomcat));
    }

    private void polls(Server tomcat, int count) throws Exception {
        try (Client client = new Client()) {
            List<Connection> polls = client.connect(tomcat.port(), count);
            int warm = run.isQuick() ? 1 : count == 100 ? 25 : count == 1_000 ? 3 : 0;
            List<Side> sides = new ArrayList<>(sides(tomcat));
            for (int round = -warm; round < run.rounds(count >= LARGE ? 1 : 3); round++) {
                for (Side side : sides) {
                    Connection control = side.connect(client, 1).get(0);
                    Polls.Release release = Polls.release(client, side, polls, control);
                    control.close();
                    if (round >= 0) {
                        run.results().add(RELEASE + " of " + count, "ms", side.name(), release.releasedMillis());
                        run.results().add(PARKING + " of " + count, "ms", side.name(), release.parkedMillis());
                    }
                }
                Collections.reverse(sides);
            }
        }
    }

    private void readers(Side side, Client client, int... counts) throws Exception {
        Readers readers = new Readers(client, side, List.of());
        int joined = 0;
        for (int count : counts) {
            readers.join(side.connect(client, count - joined));
            joined = count;
            for (int round = -1; round < run.rounds(2); round++) {
                readers.publishFor(run.nanos(400), 0);
                if (round >= 0) {
                    run.results().add(EVENT + " of " + count, "ms", side.name(), readers.millisAQuote());
                }
            }
        }
    }
}
