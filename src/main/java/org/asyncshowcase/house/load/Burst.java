package org.asyncshowcase.house.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * So many requests for the same, each on a connection of its own, all by one thread: what waits is the server's part alone.
 * One a millisecond is sent: a server whose queue of new connections overflows would drop some, and the client's system
 * would try again a second later.
 */
final class Burst {

    private static final int SAMPLED_EVERY_MILLIS = 20;

    private final InetSocketAddress address;
    private final byte[] request;
    private final int requests;
    private final int timeoutMillis;
    private final ByteBuffer buffer = ByteBuffer.allocate(4096);
    private final List<Exchange> exchanges = new ArrayList<>();
    private int over;

    /** @param timeoutMillis how long all of them may take; what is unanswered then is given up */
    Burst(InetSocketAddress address, String path, int requests, int timeoutMillis) {
        this.address = address;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n")
                .getBytes(US_ASCII);
        this.requests = requests;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Returns when all are over. Called by a worker, once.
     *
     * @param sample is called meanwhile, again and again, with the ms since the beginning
     */
    List<Exchange> send(LongConsumer sample) throws IOException, InterruptedException {
        long started = System.nanoTime();
        long sampleAt = 0;
        try (Selector selector = Selector.open()) {
            try {
                for (long now = 0; over < requests && now < timeoutMillis; now = (System.nanoTime() - started) / 1_000_000) {
                    if (now >= sampleAt) {
                        sample.accept(now);
                        sampleAt = now + SAMPLED_EVERY_MILLIS;
                    }
                    if (exchanges.size() < Math.min(requests, now + 1)) {
                        open(selector, now);
                    }
                    selector.select(exchanges.size() < requests ? 1 : SAMPLED_EVERY_MILLIS);
                    if (Thread.interrupted()) {
                        throw new InterruptedException("The application stops");
                    }
                    proceed(selector, (System.nanoTime() - started) / 1_000_000);
                }
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
        exchanges.stream().filter(each -> each.millis < 0).forEach(each -> each.ended(timeoutMillis));
        return exchanges;
    }

    private void open(Selector selector, long now) throws IOException {
        Exchange exchange = new Exchange(request, now);
        exchanges.add(exchange);
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, exchange);
        try {
            if (channel.connect(address)) {
                key.interestOps(SelectionKey.OP_WRITE);
            }
        } catch (IOException ex) {
            end(key, exchange, now);
        }
    }

    private void proceed(Selector selector, long now) throws IOException {
        for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext();) {
            SelectionKey key = keys.next();
            keys.remove();
            Exchange exchange = (Exchange) key.attachment();
            try {
                proceed(key, (SocketChannel) key.channel(), exchange, now);
            } catch (IOException ex) {
                // refused, or broken: no answer
                end(key, exchange, now);
            }
        }
    }

    private void proceed(SelectionKey key, SocketChannel channel, Exchange exchange, long now) throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else if (key.isWritable()) {
            channel.write(exchange.request);
            key.interestOps(exchange.request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        } else if (key.isReadable()) {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                exchange.answered();
                end(key, exchange, now);
                return;
            }
            buffer.flip();
            exchange.received(buffer);
        }
    }

    private void end(SelectionKey key, Exchange exchange, long now) throws IOException {
        exchange.ended(now);
        over++;
        key.channel().close();
    }
}
