package org.asyncshowcase.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A request on a socket of its own, for clients that do what a well-bred HTTP client would not. */
public final class RawRequest implements AutoCloseable {

    /** The headers that ask for a WebSocket. */
    public static final String[] UPGRADE = {"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="};

    private static final int KEPT = 64;

    private final Socket socket;

    private RawRequest(Socket socket) {
        this.socket = socket;
    }

    /** Sends the head of a request, and no body; a Host among the headers is in place of localhost. */
    public static RawRequest send(App app, String method, String path, String... headers) throws IOException {
        return send(new Socket(), app, method, path, headers);
    }

    /** A GET whose client reads nothing, or not yet; its receive buffer is small. */
    public static RawRequest stalled(App app, String path, String... headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        return send(socket, app, "GET", path, headers);
    }

    private static RawRequest send(Socket socket, App app, String method, String path, String... headers)
            throws IOException {
        URI uri = app.stranger(path).build().uri();
        socket.setSoTimeout((int) Patience.PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String head = method + " " + target + " HTTP/1.1\r\n"
                + (Stream.of(headers).anyMatch(header -> header.startsWith("Host:")) ? "" : "Host: localhost\r\n")
                + (method.equals("GET") ? "" : App.TOKEN_LINES)
                + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
        return new RawRequest(socket);
    }

    /** A byte of the body. */
    public void sendByte() throws IOException {
        socket.getOutputStream().write('a');
    }

    /** More of the body. */
    public void sendText(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** A WebSocket, open, whose client reads nothing; its receive buffer is small. */
    public static RawRequest stalledSocket(App app, String path, String... headers) throws IOException {
        RawRequest socket = stalled(app, path, Stream.concat(Stream.of(headers), Stream.of(UPGRADE)).toArray(String[]::new));
        if (socket.readStatus() != 101) {
            throw new IOException("no upgrade");
        }
        return socket;
    }

    /** A text of less than 126 bytes, as a WebSocket's client frames it; the mask is zero. */
    public void sendFrame(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(6 + bytes.length);
        frame.put((byte) 0x81).put((byte) (0x80 | bytes.length)).putInt(0).put(bytes);
        socket.getOutputStream().write(frame.array());
    }

    public int readStatus() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        return Integer.parseInt(reader.readLine().split(" ")[1]);
    }

    /** All until the server closes: ask it to, by Connection: close. */
    public String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** The lines of the response as they are sent, those between the chunks too, up to this one. A stream has heartbeats. */
    public List<String> readUntil(String last) throws IOException {
        long end = System.nanoTime() + Patience.PATIENCE.toNanos();
        socket.setSoTimeout((int) Patience.PATIENCE.toMillis());
        socket.setReceiveBufferSize(1_000_000);
        BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.equals(last)) {
                return lines;
            }
            if (System.nanoTime() - end > 0) {
                break;
            }
        }
        throw new IOException(last + " has not come, but " + lines.size() + " lines, "
                + Collections.frequency(lines, ":heartbeat") + " of them heartbeats; the last ones: "
                + lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    /** Reads as fast as it can, on a thread of its own; gives the last characters, once the server has closed. */
    public CompletableFuture<String> drain() {
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread reader = new Thread(() -> drain(end), "drain");
        reader.setDaemon(true);
        reader.start();
        return end;
    }

    private void drain(CompletableFuture<String> end) {
        String last = "";
        byte[] buffer = new byte[8_192];
        try (InputStream in = socket.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String all = last + new String(buffer, 0, read, ISO_8859_1);
                last = all.substring(Math.max(0, all.length() - KEPT));
            }
            end.complete(last);
        } catch (IOException ex) {
            end.completeExceptionally(ex);
        }
    }

    /** Leaves without reading: what the server writes meets a reset connection. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
