package org.asyncshowcase.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A client that sends its request, reads nothing for a while, and then all that there is; its receive buffer is small. */
public final class SlowReader implements AutoCloseable {

    private final Socket socket = new Socket();

    public SlowReader(App app, String path, String... headers) throws IOException {
        URI uri = app.request(path).build().uri();
        socket.setReceiveBufferSize(2_048);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        String head = "GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
        socket.getOutputStream().write(head.getBytes(UTF_8));
    }

    /** The lines of the response as they are sent, those between the chunks too, up to this one. */
    public List<String> readUntil(String last) throws IOException {
        // it is in no hurry before this
        socket.setReceiveBufferSize(1_000_000);
        BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.equals(last)) {
                return lines;
            }
        }
        throw new IOException("The stream has ended before " + last);
    }

    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
