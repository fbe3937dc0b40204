package org.asyncshowcase.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A client that reads as fast as it can, and keeps only the end of what it got. */
public final class Drain {

    private static final int KEPT = 64;

    private final CompletableFuture<String> end = new CompletableFuture<>();

    public Drain(App app, String path) throws IOException {
        URI uri = app.request(path).build().uri();
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(("GET " + uri.getRawPath() + "?" + uri.getRawQuery()
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
        Thread reader = new Thread(() -> read(socket), "drain");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Socket socket) {
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

    /** The last characters of the response, once the server has closed the connection. */
    public String awaitEnd() {
        return end.join();
    }
}
