package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A client that sends its request and reads nothing, ever; its receive buffer is small. */
public final class StalledReader implements AutoCloseable {

    private final Socket socket = new Socket();

    public StalledReader(App app, String path, String... headers) throws IOException {
        URI uri = app.request(path).build().uri();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        String head = "GET " + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    }

    /** Leaves abruptly: what the server writes meets a reset connection. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
