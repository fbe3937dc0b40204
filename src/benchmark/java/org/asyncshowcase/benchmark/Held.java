package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.benchmark.Client.Connection;

/** What requests hold on a server's heap while they wait. */
final class Held {

    /** Attributes of a connector that keeps nothing of a connection or a request that is over. */
    static final String NOTHING_KEPT = " processorCache=\"0\" socket.bufferPool=\"0\" ";
    private static final String POLL = "/deferred/quotes";

    private Held() {
    }

    /** Some rounds of all sides, after one that loads the classes; in KiB for each request, its connection too. */
    static void add(Run run, String what, List<Side> sides, String variant, int count, int rounds) throws IOException {
        for (int round = -1; round < run.rounds(rounds); round++) {
            for (Side side : sides) {
                double bytes = bytes(side, POLL, count).get(count);
                if (round >= 0) {
                    run.results().add(what, "KiB", side.name() + variant, bytes / 1024 / count);
                }
            }
        }
    }

    /** What it has when nothing of the connections is left that a client has closed before. */
    private static long settled(Client client, Server server) throws IOException {
        long now = Long.MAX_VALUE;
        long before;
        do {
            before = now;
            client.readUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300));
            now = server.liveBytes();
        } while (now < before - (1 << 20));
        return now;
    }

    /**
     * For each count of requests, more than the last one, what they hold on the heap.
     *
     * @param url of polls, which are released when all is measured, or of what takes long enough: it is left alone
     */
    static Map<Integer, Double> bytes(Side side, String url, int... counts) throws IOException {
        Map<Integer, Double> bytes = new LinkedHashMap<>();
        try (Client client = new Client()) {
            Connection control = side.connect(client, 1).get(0);
            int[] answered = new int[1];
            int sent = 0;
            long before = settled(client, side.server());
            for (int count : counts) {
                for (Connection each : side.connect(client, count - sent)) {
                    each.send(side.get(url), done -> answered[0]++);
                }
                sent = count;
                if (url.equals(POLL) && side.hasStatus()) {
                    side.await(client, control, "waitingForQuotes", count);
                } else {
                    // they are accepted, and wait: what is not, would be measured as nothing
                    client.readUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500 + count / 10));
                }
                double held = side.server().liveBytes() - before;
                client.readUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10));
                if (answered[0] > count / 4) {
                    System.out.println("  dropped: " + answered[0] + " of " + count
                            + " did not wait as long as it took to measure");
                    break;
                }
                bytes.put(count, held * count / (count - answered[0]));
            }
            if (url.equals(POLL)) {
                control.ask(side.quote());
                int all = sent;
                client.await(() -> answered[0] == all);
            }
        }
        return bytes;
    }
}
