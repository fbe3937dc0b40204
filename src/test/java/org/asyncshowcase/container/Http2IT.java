package org.asyncshowcase.container;

import java.io.DataInputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** HTTP/2 without TLS, which Tomcat from 8.5 on has by one element in its connector: what streams, and what does not. */
@Runs(on = On.NEW, inMatrixOnly = true)
class Http2IT {

    /** More than the six connections that a browser opens to a host over HTTP/1.1. */
    private static final int STREAMS = 20;
    private static final String CONNECTOR_END = "socket.txBufSize=\"65536\"/>";
    private static final int SETTINGS = 4;
    private static final int ENABLE_CONNECT_PROTOCOL = 8;

    private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();
    private App app;

    @ParameterizedTest
    @ArgumentsSource(Runs.Containers.class)
    void multiplexesStreamsAndHasNoWebSocket(String container) throws Exception {
        try (App started = App.of(Tomcat.WAR, Tomcat.start(container, "Http2IT", Tomcat.WAR, server(),
                "-Devents.ticker.period=0", "-Dsocket.heartbeat=1000"))) {
            app = started;
            // the first request asks for the upgrade, the others find the connection
            assertThat(send(app.request("/status")).version()).isEqualTo(Version.HTTP_2);

            assertMultiplexesEvents();
            assertSockJsStreams();
            assertHasNoWebSocket();
            assertOneConnectionHadAllStreams();
        }
    }

    /** The undeploy ends them; the log has the client's port. */
    private void assertOneConnectionHadAllStreams() throws Exception {
        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK");

        await().untilAsserted(() -> {
            List<String> log = app.tomcat().answered()
                    .filter(line -> line.matches("\\d+ /async-showcase/.* HTTP/2.0")).collect(toList());
            assertThat(log).filteredOn(line -> line.contains("/stream/quotes ")).hasSize(STREAMS);
            assertThat(log).extracting(line -> line.split(" ")[0]).containsOnly(log.get(0).split(" ")[0]);
        });
    }

    private void assertMultiplexesEvents() throws Exception {
        List<List<String>> streams = new ArrayList<>();
        for (int each = 0; each < STREAMS; each++) {
            streams.add(follow(app.request("/stream/quotes")));
        }
        await().until(() -> app.status().get("streams").asInt() == STREAMS);

        String id = app.publish("ACME");

        await().untilAsserted(() -> assertThat(streams).allMatch(lines -> lines.contains("id: " + id)));
    }

    private void assertSockJsStreams() throws Exception {
        String session = "/socket/000/" + StompClient.newUser();
        String user = "visitor=" + StompClient.newUser();
        List<String> frames = follow(app.request(session + "/xhr_streaming").header("Cookie", user)
                .POST(BodyPublishers.noBody()));
        await().until(() -> frames.contains("o"));
        for (String frame : new String[] {"CONNECT\\naccept-version:1.2", "SUBSCRIBE\\nid:1\\ndestination:/topic/quotes"}) {
            assertThat(send(app.request(session + "/xhr_send").header("Cookie", user)
                    .POST(BodyPublishers.ofString("[\"" + frame + "\\n\\n\\u0000\"]"))).statusCode()).isEqualTo(204);
        }
        await().until(() -> frames.stream().anyMatch(each -> each.startsWith("a[\"CONNECTED")));

        await().until(() -> {
            String id = app.publish("ACME");
            return frames.stream().anyMatch(each -> each.contains(id));
        });
    }

    /** RFC 8441: a client may ask only where the server's settings allow it. So a browser opens another connection. */
    private void assertHasNoWebSocket() throws Exception {
        try (Socket socket = new Socket("localhost", app.request("/").build().uri().getPort())) {
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"
                    .getBytes(StandardCharsets.ISO_8859_1));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
            assertThat(in.readUnsignedByte()).isEqualTo(SETTINGS);
            in.skipBytes(5);
            for (int read = 0; read < length; read += 6) {
                assertThat(in.readUnsignedShort()).isNotEqualTo(ENABLE_CONNECT_PROTOCOL);
                in.readInt();
            }
        }
        HttpResponse<String> refused = send(app.request("/socket/websocket"));
        assertThat(refused.version()).isEqualTo(Version.HTTP_2);
        assertThat(refused.statusCode()).isEqualTo(400);
        StompClient.connect(app, Transport.WEBSOCKET, StompClient.newUser()).close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The lines that have come, and will, over HTTP/2. */
    private List<String> follow(HttpRequest.Builder request) {
        List<String> lines = new CopyOnWriteArrayList<>();
        client.sendAsync(request.build(), BodyHandlers.ofLines()).thenAcceptAsync(answer -> {
            if (answer.version() == Version.HTTP_2) {
                answer.body().forEach(lines::add);
            }
        }, task -> {
            Thread reader = new Thread(task, "http2-reader");
            reader.setDaemon(true);
            reader.start();
        });
        return lines;
    }

    /** That of all tests, with the element. */
    private static Path server() throws Exception {
        String server = Files.readString(Path.of("src/test/tomcat/server.xml"));
        assertThat(server).contains(CONNECTOR_END);
        return Files.writeString(Files.createDirectories(Path.of("target/http2")).resolve("server.xml"),
                server.replace("pattern=\"common\"", "pattern=\"%{remote}p %U %H\"")
                        .replace(CONNECTOR_END, CONNECTOR_END.replace("/>", ">")
                        + "<UpgradeProtocol className=\"org.apache.coyote.http2.Http2Protocol\"/></Connector>"));
    }
}
