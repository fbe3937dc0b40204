package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Thousands of HTTP/1.1 connections, written and read by one thread: the caller's, while it {@link #await}s. So nothing is
 * shared, and a moment is taken where the bytes are read.
 */
final class Client implements AutoCloseable {

    /** An address has 28,000 local ports on Linux: from here on the next one of the loopback is the client's. */
    private static final int OF_AN_ADDRESS = 20_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private int opened;

    Client() throws IOException {
    }

    /** Connections that are kept open, to a server on this machine. */
    List<Connection> connect(int port, int count) throws IOException {
        List<Connection> connections = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            SocketChannel channel = SocketChannel.open();
            int address = 1 + opened++ / OF_AN_ADDRESS;
            if (address > 1) {
                channel.bind(new InetSocketAddress("127.0.0." + address, 0));
            }
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.socket().setTcpNoDelay(true);
            channel.configureBlocking(false);
            connections.add(new Connection(channel));
        }
        return connections;
    }

    /** As {@link #connect}, but of those that never read what they ask for; with a small buffer, which is soon full. */
    List<Connection> connectDeaf(int port, int count) throws IOException {
        List<Connection> connections = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 2_048);
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.configureBlocking(false);
            Connection connection = new Connection(channel);
            channel.keyFor(selector).interestOps(0);
            connections.add(connection);
        }
        return connections;
    }

    /** Reads until it is so; throws if it takes two minutes. */
    void await(BooleanSupplier done) throws IOException {
        long started = System.nanoTime();
        while (!done.getAsBoolean()) {
            read(100);
            if (System.nanoTime() - started > PATIENCE_NANOS) {
                throw new IllegalStateException("The server did not answer within two minutes");
            }
        }
    }

    /** Reads until this moment. */
    void readUntil(long nanos) throws IOException {
        for (long left; (left = nanos - System.nanoTime()) > 0;) {
            // rounded down: the last millisecond is polled
            read(TimeUnit.NANOSECONDS.toMillis(left));
        }
    }

    private void read(long millis) throws IOException {
        if (millis == 0) {
            selector.selectNow();
        } else {
            selector.select(millis);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            ((Connection) key.attachment()).read();
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : new ArrayList<>(selector.keys())) {
            ((Connection) key.attachment()).close();
        }
        selector.close();
    }

    /** Is called by the thread that awaits. */
    interface Handler {

        void handle(Connection connection) throws IOException;
    }

    /** One request at a time, and how its answer is read: by its length, by chunks, or by none of both. */
    final class Connection {

        private enum State { HEAD, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER }

        private final SocketChannel channel;
        private final StringBuilder head = new StringBuilder();
        private final StringBuilder text = new StringBuilder();
        private byte[] request;
        private Handler onAnswer;
        private Handler onEvent;
        private State state = State.HEAD;
        private long left;
        private boolean lineBegins;
        private boolean keepsText;
        /** When the request was sent, and when the last bytes of its answer were read. */
        private long sentNanos;
        private long readNanos;
        private long bytes;
        private int events;

        Connection(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        /** @param onAnswer is called when the whole answer is here; it may send the next request */
        void send(byte[] request, Handler onAnswer) throws IOException {
            send(request, onAnswer, null);
        }

        /** @param onEvent is called for each line of the answer that begins with d: the data of a server-sent event */
        void send(byte[] request, Handler onAnswer, Handler onEvent) throws IOException {
            this.request = request;
            this.onAnswer = onAnswer;
            this.onEvent = onEvent;
            bytes = 0;
            events = 0;
            sentNanos = System.nanoTime();
            // a request is shorter than any socket's buffer
            if (channel.write(ByteBuffer.wrap(request)) < request.length) {
                throw new IOException("The server does not read");
            }
        }

        /** Sends, and reads until the answer is here. */
        String ask(byte[] request) throws IOException {
            keepsText = true;
            text.setLength(0);
            boolean[] answered = new boolean[1];
            send(request, connection -> answered[0] = true);
            await(() -> answered[0]);
            keepsText = false;
            return text.toString();
        }

        long tookNanos() {
            return readNanos - sentNanos;
        }

        long sentNanos() {
            return sentNanos;
        }

        long readNanos() {
            return readNanos;
        }

        /** The last answer: head and body, without the frames of its chunks. */
        long bytes() {
            return bytes;
        }

        /** How many events have come. */
        int events() {
            return events;
        }

        /** Without a farewell: the server meets a reset. */
        void close() throws IOException {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
        }

        private void read() throws IOException {
            buffer.clear();
            int count = channel.read(buffer);
            if (count < 0) {
                throw new IOException("The server closed a connection, after " + bytes + " bytes of the answer to "
                        + new String(request, StandardCharsets.US_ASCII).lines().findFirst().orElse("") + ": " + head);
            }
            readNanos = System.nanoTime();
            buffer.flip();
            while (buffer.hasRemaining()) {
                parse();
            }
        }

        private void parse() throws IOException {
            if (state == State.BODY || state == State.CHUNK) {
                int length = (int) Math.min(left, buffer.remaining());
                body(buffer.slice(buffer.position(), length));
                buffer.position(buffer.position() + length);
                left -= length;
                if (left == 0) {
                    if (state == State.BODY) {
                        answered();
                    } else {
                        state = State.CHUNK_END;
                    }
                }
                return;
            }
            char next = (char) buffer.get();
            if (state == State.HEAD) {
                bytes++;
            }
            if (next != '\n') {
                head.append(next);
                return;
            }
            line();
        }

        /** The end of a line of the head, or of what frames a chunk. */
        private void line() throws IOException {
            switch (state) {
                case HEAD -> {
                    // the empty line: what is there is the whole head
                    if (head.length() == 1 || head.charAt(head.length() - 2) == '\n') {
                        headRead();
                    } else {
                        head.append('\n');
                    }
                }
                case CHUNK_SIZE -> {
                    left = Long.parseLong(head.toString().trim(), 16);
                    head.setLength(0);
                    state = left == 0 ? State.TRAILER : State.CHUNK;
                }
                case CHUNK_END -> {
                    head.setLength(0);
                    state = State.CHUNK_SIZE;
                }
                default -> answered();
            }
        }

        private void headRead() throws IOException {
            String all = head.toString();
            head.setLength(0);
            lineBegins = true;
            if (!all.startsWith("HTTP/1.1 20")) {
                throw new IOException("Not the answer that was to be measured: " + all);
            }
            String fields = all.toLowerCase(Locale.ROOT);
            int length = fields.indexOf("\ncontent-length:");
            if (fields.contains("\ntransfer-encoding: chunked")) {
                state = State.CHUNK_SIZE;
            } else if (length >= 0) {
                left = Long.parseLong(fields.substring(length + 16, fields.indexOf('\r', length)).trim());
                state = State.BODY;
            }
            if (state == State.HEAD || state == State.BODY && left == 0) {
                answered();
            }
        }

        private void body(ByteBuffer part) throws IOException {
            bytes += part.remaining();
            if (onEvent != null) {
                while (part.hasRemaining()) {
                    byte next = part.get();
                    if (lineBegins && next == 'd') {
                        events++;
                        onEvent.handle(this);
                    }
                    lineBegins = next == '\n';
                }
            } else if (keepsText) {
                text.append(StandardCharsets.ISO_8859_1.decode(part));
            }
        }

        private void answered() throws IOException {
            head.setLength(0);
            state = State.HEAD;
            onAnswer.handle(this);
        }
    }
}
