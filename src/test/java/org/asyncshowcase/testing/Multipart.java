package org.asyncshowcase.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import static org.awaitility.Awaitility.await;

/** Uploads of one file, as a browser's form sends them. */
public final class Multipart {

    private static final String TYPE = "multipart/form-data; boundary=a-b-o-u-n-d-a-r-y";

    private Multipart() {
    }

    public static HttpRequest.Builder upload(App app, String name, byte[] content) {
        return upload(app, name, content, 0, "");
    }

    /** @param fields so many, with this text, come before the file */
    public static HttpRequest.Builder upload(App app, String name, byte[] content, int fields, String text) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--a-b-o-u-n-d-a-r-y\r\nContent-Disposition: form-data; name=a\r\n\r\n" + text + "\r\n")
                .repeat(fields).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(body(name, content));
        return app.request("/callable/upload").header("Content-Type", TYPE)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    }

    /** To another path. */
    public static HttpRequest.Builder post(App app, String path, String name, byte[] content) {
        return app.request(path).header("Content-Type", TYPE).POST(BodyPublishers.ofByteArray(body(name, content)));
    }

    /** Without a Content-Length: the server knows the size only when it has read so much. */
    public static HttpRequest.Builder uploadInChunks(App app, String name, byte[] content) {
        return app.request("/callable/upload").header("Content-Type", TYPE)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body(name, content))));
    }

    /**
     * Sends half of a file, the rest when something is seen of the first half, and returns the status.
     *
     * @param half in bytes
     */
    public static int uploadInHalves(App app, int half, Callable<Boolean> seen) throws IOException {
        String body = new String(body("halves", new byte[2 * half]), StandardCharsets.ISO_8859_1);
        try (RawRequest upload = RawRequest.send(app, "POST", "/callable/upload", "Accept: " + App.JSON,
                "Content-Type: " + TYPE, "Content-Length: " + body.length())) {
            upload.sendText(body.substring(0, half));
            await().until(seen);
            upload.sendText(body.substring(half));
            return upload.readStatus();
        }
    }

    private static byte[] body(String name, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--a-b-o-u-n-d-a-r-y\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--a-b-o-u-n-d-a-r-y--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
