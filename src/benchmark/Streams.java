import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Readers of /stream/quotes, of whom some never read, and the delay of each delivery to the living: from the quote's
 * {@code at} to the moment when its bytes are here; alone, and beside the dead. One process publishes and reads, so that
 * there is one clock.
 */
final class Streams {

    private static final int READERS = Integer.getInteger("readers", 1_000);
    private static final int DEAD = Integer.getInteger("dead", 500);
    private static final int LIVING = READERS - DEAD;
    private static final int QUOTES_A_SECOND = Integer.getInteger("rate", 5);
    private static final int ROUND_SECONDS = Integer.getInteger("round", 10);
    private static final int ROUNDS = Integer.getInteger("rounds", 4);
    private static final int BACKLOG = 20_000;
    private static final byte[] AT = "\"at\":".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final String path;
    private final Selector selector = Selector.open();
    private volatile Samples samples;
    private volatile boolean over;
    private volatile int closed;

    private Streams(int port, String path) throws IOException {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.path = path;
    }

    /** Arguments: the port, and the context path. */
    public static void main(String[] args) throws Exception {
        new Streams(Integer.parseInt(args[0]), args[1]).run();
    }

    private void run() throws Exception {
        String first = publish();
        for (int each = 0; each < BACKLOG; each += 100) {
            publish(100);
        }
        for (int each = 0; each < LIVING; each++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.write(request(""));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Reader());
        }
        Thread reading = new Thread(this::read, "readers");
        reading.start();
        awaitStatus("\"streams\":" + LIVING + ",");
        measure(new Samples());   // warms up
        Samples without = new Samples();
        Samples with = new Samples();
        for (int round = 1; round <= ROUNDS; round++) {
            Samples ofRound = new Samples();
            measure(ofRound);
            without.add(ofRound);
            System.out.println("round " + round + ", 0 dead: " + ofRound);
            ofRound = new Samples();
            List<SocketChannel> dead = openDead(first);
            measure(ofRound);
            for (SocketChannel each : dead) {
                each.setOption(StandardSocketOptions.SO_LINGER, 0);
                each.close();
            }
            with.add(ofRound);
            System.out.println("round " + round + ", " + DEAD + " dead: " + ofRound);
            awaitStatus("\"parked\":" + LIVING + ",");
        }
        System.out.println(LIVING + " living, 0 dead: " + without);
        System.out.println(LIVING + " living, " + DEAD + " dead: " + with);
        System.out.printf("ratio of the medians %.2f, of the 99th percentiles %.2f%n", ratio(with, without, 50), ratio(with, without, 99));
        System.out.println("living readers that were closed: " + closed + "; status: " + status());
        over = true;
        selector.wakeup();
        reading.join();
    }

    private static double ratio(Samples with, Samples without, int percent) {
        return (double) with.percentile(percent) / Math.max(1, without.percentile(percent));
    }

    private void measure(Samples into) throws IOException {
        samples = into;
        long next = System.nanoTime();
        for (int quote = 0; quote < ROUND_SECONDS * QUOTES_A_SECOND; quote++) {
            publish();
            next += 1_000_000_000L / QUOTES_A_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        int all = LIVING * ROUND_SECONDS * QUOTES_A_SECOND;
        for (long until = System.nanoTime() + 5_000_000_000L; into.size() < all && System.nanoTime() < until; ) {
            LockSupport.parkNanos(10_000_000);
        }
        samples = new Samples();
        if (into.size() < all) {
            System.out.println("MISSING " + (all - into.size()) + " of " + all + " deliveries after 5 s");
        }
    }

    /** Clients that ask for a backlog that no buffer holds, and read nothing of it. */
    private List<SocketChannel> openDead(String after) throws IOException {
        List<SocketChannel> dead = new ArrayList<>();
        for (int each = 0; each < DEAD; each++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 2_048);
            channel.connect(server);
            channel.write(request("Last-Event-ID: " + after + "\r\n"));
            dead.add(channel);
        }
        // a writer for each, and none for anybody else
        awaitStatus("\"writers\":{\"active\":" + DEAD + ",");
        return dead;
    }

    private void awaitStatus(String text) throws IOException {
        for (long until = System.nanoTime() + 30_000_000_000L; System.nanoTime() < until; LockSupport.parkNanos(50_000_000)) {
            if (status().contains(text)) {
                return;
            }
        }
        throw new IllegalStateException("no " + text + " in " + status());
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        try {
            while (!over) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    buffer.clear();
                    if (((SocketChannel) key.channel()).read(buffer) < 0) {
                        key.cancel();
                        closed++;
                        continue;
                    }
                    long now = System.currentTimeMillis();
                    buffer.flip();
                    ((Reader) key.attachment()).read(buffer, now, samples);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private ByteBuffer request(String headers) {
        return ByteBuffer.wrap(("GET " + path + "/stream/quotes HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private String publish() throws IOException {
        String answer = publish(1);
        return answer.substring(answer.indexOf("\"id\":\"") + 6).split("\"")[0];
    }

    private String publish(int count) throws IOException {
        String body = "symbol=ABCDEFGHIJKL&price=123456789.1234";
        String request = "POST " + path + "/quotes HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\n%s\r\n" + body;
        return exchange(String.format(request, "").repeat(count - 1) + String.format(request, "Connection: close\r\n"));
    }

    private String status() throws IOException {
        return exchange("GET " + path + "/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Finds each {@code "at":} in what one client reads, wherever the bytes are cut. */
    private static final class Reader {

        private int matched;
        private long at;

        void read(ByteBuffer bytes, long now, Samples samples) {
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                if (matched == AT.length) {
                    if (next >= '0' && next <= '9') {
                        at = 10 * at + next - '0';
                        continue;
                    }
                    samples.add((int) (now - at));
                    at = 0;
                    matched = 0;
                }
                matched = next == AT[matched] ? matched + 1 : next == AT[0] ? 1 : 0;
            }
        }
    }

    /** Delays in ms. */
    private static final class Samples {

        private int[] delays = new int[1 << 16];
        private int size;

        synchronized void add(int delay) {
            if (size == delays.length) {
                delays = Arrays.copyOf(delays, 2 * size);
            }
            delays[size++] = delay;
        }

        synchronized void add(Samples others) {
            for (int each = 0; each < others.size; each++) {
                add(others.delays[each]);
            }
        }

        synchronized int size() {
            return size;
        }

        synchronized int percentile(int percent) {
            int[] sorted = Arrays.copyOf(delays, size);
            Arrays.sort(sorted);
            return sorted[(int) Math.min(size - 1, (long) size * percent / 100)];
        }

        @Override
        public String toString() {
            return size() + " deliveries, median " + percentile(50) + " ms, 99th percentile " + percentile(99)
                    + " ms, longest " + percentile(100) + " ms";
        }
    }
}
