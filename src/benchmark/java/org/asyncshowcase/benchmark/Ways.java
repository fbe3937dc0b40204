package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client costs, and how late its quotes are, by each way that the page /socket shows. Against an application that
 * runs on this machine with {@code -Devents.ticker.period=0}:
 * <pre>
 * java -cp target/benchmark-classes org.asyncshowcase.benchmark.Ways http://localhost:8080/async-showcase PID 1000
 * </pre>
 * {@code … 500 websocket,websocket 0,12} measures twice, the second time beside 12 more sockets that never read. The
 * buffers of a connector with {@code socket.txBufSize="65536"} are full soon.
 */
public final class Ways {

    private static final int QUOTES = 20;
    private static final int PERIOD_MILLIS = 500;
    private static final int SETTLE_MILLIS = 5_000;
    private static final Pattern AT = Pattern.compile("\\\\?\"at\\\\?\":(\\d+)");
    private static final Pattern LAST = Pattern.compile("\"last\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
    private final Semaphore open = new Semaphore(0);
    private final String base;
    private final String pid;
    private volatile boolean ended;

    private Ways(String base, String pid) {
        this.base = base;
        this.pid = pid;
    }

    public static void main(String[] args) throws Exception {
        System.out.println("| way | clients | heap a client, KB | threads more | p50 ms | p99 ms | came |\n"
                + "|---|---|---|---|---|---|---|");
        String[] all = args.length > 3 ? args[3].split(",") : new String[] {"poll", "sse", "flux", "websocket", "xhr"};
        for (int each = 0; each < all.length; each++) {
            Ways ways = new Ways(args[0], args[1]);
            int stuck = args.length > 4 ? Integer.parseInt(args[4].split(",")[each]) : 0;
            System.out.println(ways.measure(all[each], Integer.parseInt(args[2]), stuck));
        }
        System.exit(0);
    }

    private String measure(String way, int clients, int stuck) throws Exception {
        publish();
        Thread.sleep(SETTLE_MILLIS);
        long heap = heap();
        long threads = threads();
        for (int each = 0; each < clients; each++) {
            open(way);
            open.acquire();
        }
        for (int each = 0; each < stuck; each++) {
            neverReads();
        }
        Thread.sleep(SETTLE_MILLIS);
        long heapOpen = heap();
        long threadsOpen = threads();
        delays.clear();
        for (int each = 0; each < QUOTES; each++) {
            publish();
            Thread.sleep(PERIOD_MILLIS);
        }
        Thread.sleep(SETTLE_MILLIS);
        ended = true;
        List<Long> sorted = delays.stream().sorted().toList();
        String row = String.format(Locale.ROOT, "| %s | %d | %d | %d | %d | %d | %d of %d |", way, clients,
                (heapOpen - heap) / clients / 1024, threadsOpen - threads, sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100), sorted.size(), QUOTES * clients);
        client.sendAsync(request("/status").build(), BodyHandlers.discarding()).join();
        return row;
    }

    private void open(String way) {
        switch (way) {
            case "poll" -> {
                poll(null);
                open.release();
            }
            case "sse" -> stream(request("/stream/quotes"), line -> open.release());
            case "flux" -> stream(request("/reactive/flux"), line -> open.release());
            case "websocket" -> socket();
            default -> sockJs();
        }
    }

    private void poll(String after) {
        HttpRequest request = request("/deferred/quotes" + (after == null ? "" : "?after=" + after)).build();
        client.sendAsync(request, BodyHandlers.ofString()).thenAccept(answer -> {
                    note(answer.body());
                    Matcher last = LAST.matcher(answer.body());
                    if (!ended) {
                        poll(last.find() ? last.group(1) : answer.headers().firstValue("Last-Event-ID").orElse(null));
                    }
                });
    }

    private interface First {
        void came(String line);
    }

    private void stream(HttpRequest.Builder request, First first) {
        client.sendAsync(request.build(), BodyHandlers.fromLineSubscriber(new Flow.Subscriber<String>() {

            private Flow.Subscription subscription;
            private boolean begun;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(String line) {
                if (!begun) {
                    begun = true;
                    first.came(line);
                }
                note(line);
                if (ended) {
                    subscription.cancel();
                }
            }

            @Override
            public void onError(Throwable failure) {
                // it has left
            }

            @Override
            public void onComplete() {
                // it has ended
            }
        }));
    }

    private void socket() {
        URI uri = URI.create(base.replace("http", "ws") + "/socket/websocket");
        // one send at a time
        CompletableFuture<CompletableFuture<WebSocket>> connect = new CompletableFuture<>();
        client.newWebSocketBuilder().buildAsync(uri, new WebSocket.Listener() {

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                socket.request(1);
                if (text.toString().startsWith("CONNECTED")) {
                    connect.thenCompose(sent -> sent).thenCompose(
                            sent -> sent.sendText(frame("SUBSCRIBE\nid:1\ndestination:/topic/quotes\n\n"), true))
                            .thenRun(open::release);
                    return null;
                }
                note(text.toString());
                return ended ? socket.sendClose(WebSocket.NORMAL_CLOSURE, "") : null;
            }
        }).thenAccept(socket -> connect.complete(
                socket.sendText(frame("CONNECT\naccept-version:1.2\nheart-beat:0,0\n\n"), true)));
    }

    /** A WebSocket that gets each quote 100 times, and reads none. */
    private void neverReads() throws IOException {
        URI uri = URI.create(base);
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        socket.getOutputStream().write(("GET " + uri.getPath() + "/socket/websocket HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        socket.getInputStream().read();
        for (int each = -1; each < 100; each++) {
            byte[] text = frame(each < 0 ? "CONNECT\naccept-version:1.2\n\n"
                    : "SUBSCRIBE\nid:" + each + "\ndestination:/topic/quotes\n\n").getBytes(StandardCharsets.UTF_8);
            // less than 126 bytes; the mask is zero
            socket.getOutputStream().write(ByteBuffer.allocate(6 + text.length).put((byte) 0x81)
                    .put((byte) (0x80 | text.length)).putInt(0).put(text).array());
        }
    }

    private void sockJs() {
        String session = "/socket/000/" + UUID.randomUUID();
        String cookie = "visitor=" + UUID.randomUUID();
        stream(request(session + "/xhr_streaming").header("Cookie", cookie).POST(BodyPublishers.noBody()), prelude -> {
            send(session, cookie, "CONNECT\\naccept-version:1.2\\nheart-beat:0,0\\n\\n")
                    .thenCompose(sent -> send(session, cookie, "SUBSCRIBE\\nid:1\\ndestination:/topic/quotes\\n\\n"))
                    .thenAccept(sent -> open.release());
        });
    }

    private CompletableFuture<HttpResponse<Void>> send(String session, String cookie, String frame) {
        return client.sendAsync(request(session + "/xhr_send").header("Cookie", cookie)
                .POST(BodyPublishers.ofString("[\"" + frame + "\\u0000\"]")).build(), BodyHandlers.discarding());
    }

    private static String frame(String text) {
        return text + "\0";
    }

    private void note(String text) {
        long now = System.currentTimeMillis();
        Matcher at = AT.matcher(text);
        while (at.find()) {
            delays.add(now - Long.parseLong(at.group(1)));
        }
    }

    private void publish() throws IOException, InterruptedException {
        client.send(request("/quotes").headers("Cookie", "XSRF-TOKEN=x", "X-XSRF-TOKEN", "x")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("symbol=ACME&price=1.5")).build(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(String path) {
        boolean events = path.contains("stream") || path.contains("flux");
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", events ? "text/event-stream" : "application/json");
    }

    /** Live bytes, after a collection. */
    private long heap() throws IOException {
        String last = jcmd("GC.class_histogram").lines().reduce((first, second) -> second).orElseThrow();
        String[] words = last.trim().split("\\s+");
        return Long.parseLong(words[words.length - 1]);
    }

    private long threads() throws IOException {
        return jcmd("Thread.print").lines().filter(line -> line.startsWith("\"")).count();
    }

    private String jcmd(String command) throws IOException {
        Process process = new ProcessBuilder("jcmd", pid, command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
