package org.asyncshowcase.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Publishes many quotes quickly: the requests of a connection are sent together, and answered one after the other. */
public final class Flood {

    /** Tomcat closes a connection after so many requests. */
    private static final int A_CONNECTION = 100;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private Flood() {
    }

    /** Returns the ids, in the order in which the quotes were published. */
    public static List<String> publish(App app, int count) throws IOException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < count) {
            publishOnOneConnection(app, Math.min(A_CONNECTION, count - ids.size()), ids);
        }
        return ids;
    }

    private static void publishOnOneConnection(App app, int count, List<String> ids) throws IOException {
        URI uri = app.request("/quotes").build().uri();
        String body = "symbol=ABCDEFGHIJKL&price=123456789.1234";
        String request = "POST " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\n" + App.TOKEN_LINES
                + "Content-Type: " + App.FORM + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout((int) Patience.PATIENCE.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(request.repeat(count).getBytes(ISO_8859_1));
            out.flush();
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            // the body is one line, and the next response's first line follows it without a break
            StringBuilder answers = new StringBuilder();
            char[] buffer = new char[8192];
            int wanted = ids.size() + count;
            int from = 0;
            while (ids.size() < wanted) {
                int read = in.read(buffer);
                if (read < 0) {
                    throw new IOException("Closed after " + ids.size() + " of " + wanted + ": " + answers);
                }
                answers.append(buffer, 0, read);
                Matcher id = ID.matcher(answers);
                while (ids.size() < wanted && id.find(from)) {
                    ids.add(id.group(1));
                    from = id.end();
                }
            }
        }
    }
}
