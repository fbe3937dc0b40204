package org.asyncshowcase.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A request on a socket of its own, for clients that do what a well-bred HTTP client would not. */
final class RawRequest implements AutoCloseable {

    private final Socket socket;

    private RawRequest(Socket socket) {
        this.socket = socket;
    }

    /** Sends the head of a request, and no body; a Host among the headers is in place of localhost. */
    static RawRequest send(App app, String method, String path, String... headers) throws IOException {
        URI uri = app.request(path).build().uri();
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(30_000);
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String head = method + " " + target + " HTTP/1.1\r\n"
                + (Stream.of(headers).anyMatch(header -> header.startsWith("Host:")) ? "" : "Host: localhost\r\n")
                + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
        return new RawRequest(socket);
    }

    /** A byte of the body. */
    void sendByte() throws IOException {
        socket.getOutputStream().write('a');
    }

    int readStatus() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        return Integer.parseInt(reader.readLine().split(" ")[1]);
    }

    /** All until the server closes: ask it to, by Connection: close. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** Leaves without reading: what the server writes meets a reset connection. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
