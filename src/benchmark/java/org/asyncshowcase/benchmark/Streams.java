package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.asyncshowcase.benchmark.Client.Connection;

/** Events to many readers, and beside readers that never read. */
final class Streams {

    private final Run run;

    Streams(Run run) {
        this.run = run;
    }

    /** Events to many readers: one after the other, each when all have read the last one; and at a steady pace. */
    void streams() throws Exception {
        try (Client client = new Client()) {
            // with many readers there are few quotes, whose way to the log would not be compiled yet
            for (Side side : run.sides()) {
                Connection control = side.connect(client, 1).get(0);
                for (long end = System.nanoTime() + run.nanos(2_000); System.nanoTime() < end;) {
                    control.ask(side.quote());
                }
            }
        }
        for (int count : run.isQuick() ? new int[] {50} : new int[] {100, 1_000}) {
            try (Client client = new Client()) {
                List<Readers> all = new ArrayList<>();
                for (Side side : run.sides()) {
                    all.add(new Readers(client, side, side.connect(client, count)));
                }
                for (Readers each : all) {
                    each.publishFor(run.nanos(count == 100 ? 3_000 : 1_500), 0);
                }
                for (int round = 0; round < run.rounds(3); round++) {
                    for (Readers each : all) {
                        each.publishFor(run.nanos(1_000), 0);
                        run.results().add("deliveries to " + count + " readers", "1/s", each.side().name(), each.deliveriesASecond());
                    }
                    // there and back: who comes after whom is no part of it
                    Collections.reverse(all);
                    for (Readers each : all) {
                        each.publishFor(run.nanos(1_000), count == 1_000 ? 10 : 50);
                        run.results().add("median delay of " + count + " readers", "ms", each.side().name(), each.delayMillis(50));
                        run.results().add("99th percentile of the delay of " + count + " readers", "ms", each.side().name(),
                                each.delayMillis(99));
                    }
                }
            }
        }
    }

    /** What readers that never read cost the others: the living alone, and beside as many dead, in turns. */
    void dead() throws Exception {
        int count = run.size(500);
        try (Server tomcat = Run.showcase("dead", Server.ownJava(), Run.DEFAULT_CONNECTOR + " socket.txBufSize=\"65536\"",
                "-Devents.log.capacity=100000", "-Dstream.heartbeat=1000");
                Client client = new Client()) {
            Side side = Side.war(tomcat);
            Connection control = side.connect(client, 1).get(0);
            String first = control.ask(side.quote()).replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            // more than any buffer holds
            for (int quotes = 0; quotes < (run.isQuick() ? 100 : 20_000); quotes++) {
                control.ask(side.quote());
            }
            Readers living = new Readers(client, side, side.connect(client, count));
            living.publishFor(run.nanos(2_000), 5);
            for (int round = 0; round < run.rounds(2); round++) {
                living.publishFor(run.nanos(3_000), 5);
                addDelays("the living alone", living);
                List<Connection> deaf = client.connectDeaf(tomcat.port(), count);
                for (Connection each : deaf) {
                    each.send(side.get("/stream/quotes?after=" + first), never -> { });
                }
                if (!run.isQuick()) {
                    // a thread for each, and none for anybody else
                    side.await(client, control, "writers\":{\"active", count);
                }
                living.publishFor(run.nanos(3_000), 5);
                addDelays("beside the dead", living);
                for (Connection each : deaf) {
                    each.close();
                }
                side.await(client, control, "streams", count);
            }
        }
    }

    private void addDelays(String who, Readers living) {
        run.results().add("dead readers: median delay", "ms", who, living.delayMillis(50));
        run.results().add("dead readers: 99th percentile", "ms", who, living.delayMillis(99));
        run.results().add("dead readers: longest", "ms", who, living.delayMillis(100));
    }
}
