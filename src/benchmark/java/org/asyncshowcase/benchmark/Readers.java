package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.benchmark.Client.Connection;

/** The readers of one side's stream, and the one who publishes to them. */
final class Readers {

    private final Client client;
    private final Side side;
    private int count;
    private final Connection publisher;
    private final List<Long> published = new ArrayList<>();
    private long[] delays = new long[1 << 20];
    private int delivered;
    private int quotes;
    private long tookNanos;

    Readers(Client client, Side side, List<Connection> connections) throws IOException {
        this.client = client;
        this.side = side;
        this.publisher = side.connect(client, 1).get(0);
        // who has left is noticed by the next write
        side.await(client, publisher, "streams", 0, side.quote());
        join(connections);
    }

    /** More of them; of those who join later the deliveries are counted, and no delays. */
    void join(List<Connection> connections) throws IOException {
        count += connections.size();
        for (Connection each : connections) {
            each.send(side.get("/stream/quotes"), over -> {
                throw new IOException("A stream has ended");
            }, this::delivered);
        }
        side.await(client, publisher, "streams", count);
    }

    private void delivered(Connection reader) {
        delays[delivered++] = System.nanoTime() - published.get(reader.events() - 1);
    }

    /** @param aSecond how many, or 0: the next one when all have read the last one */
    void publishFor(long nanos, int aSecond) throws IOException {
        delivered = 0;
        quotes = 0;
        long begun = System.nanoTime();
        long[] answers = new long[1];
        for (long now = begun; now - begun < nanos; now = System.nanoTime()) {
            quotes++;
            published.add(System.nanoTime());
            publisher.send(side.quote(), done -> answers[0]++);
            if (aSecond > 0) {
                client.readUntil(begun + quotes * TimeUnit.SECONDS.toNanos(1) / aSecond);
            }
            client.await(() -> answers[0] == quotes && (aSecond > 0 || delivered == quotes * count));
            if (delays.length < delivered + 2 * count) {
                delays = Arrays.copyOf(delays, 2 * delays.length);
            }
        }
        client.await(() -> delivered == quotes * count);
        tookNanos = System.nanoTime() - begun;
    }

    Side side() {
        return side;
    }

    double deliveriesASecond() {
        return delivered * 1e9 / tookNanos;
    }

    /** From one quote to the next, when each waits for all to have read the last. */
    double millisAQuote() {
        return tookNanos / 1e6 / quotes;
    }

    double delayMillis(int percent) {
        long[] sorted = Arrays.copyOf(delays, delivered);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(delivered - 1, (long) delivered * percent / 100)] / 1e6;
    }
}
