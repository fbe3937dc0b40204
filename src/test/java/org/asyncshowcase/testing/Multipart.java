package org.asyncshowcase.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

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

    private static byte[] body(String name, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--a-b-o-u-n-d-a-r-y\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--a-b-o-u-n-d-a-r-y--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
