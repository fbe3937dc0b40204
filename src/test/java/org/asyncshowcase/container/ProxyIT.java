package org.asyncshowcase.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.Nginx;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.awaitility.Awaitility.await;

/** What docs/proxies.md says, behind nginx. Tomcat gives a client up that takes nothing for 2 s. */
@Runs(on = On.NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dstream.heartbeat=500", "-Dtests.timeout=2000"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProxyIT {

    private static final int ROWS = 7_200_000;
    private static final long BYTES = 300_000_000;

    @Parameter
    App app;

    private Nginx nginx;

    @AfterEach
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
    }

    /** Trap 26. By nginx's default, 1.0, it would hold events back until a buffer is full. */
    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void bringsEachEventAsItComes(String http) throws Exception {
        App proxied = proxied("proxy_http_version 1.1", "proxy_http_version " + http);
        try (EventStream quotes = EventStream.open(proxied, "/stream/quotes");
                EventStream flux = EventStream.open(proxied, "/reactive/flux");
                EventStream report = EventStream.open(proxied, "/report?steps=600&delay=100")) {
            await().until(() -> quotes.lines().size() > 2 && flux.lines().size() > 2 && report.lines().size() > 2);

            String id = proxied.publish("ACME");

            await().until(() -> quotes.lines().contains("id: " + id) && flux.lines().contains("id:" + id));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsEachQuoteOverASocket(Transport transport) throws Exception {
        App proxied = proxied();
        try (StompClient client = StompClient.connect(proxied, transport, StompClient.newUser())) {
            client.subscribe("/topic/quotes");
            String id = proxied.publish("ACME");

            await().untilAsserted(() -> assertThat(client.ids()).containsExactly(id));
        }
    }

    @Test
    void needsTwoLinesForAWebSocket() throws Exception {
        App proxied = proxied("proxy_set_header Upgrade $http_upgrade;", "", "$connection_upgrade;", "\"\";");

        assertThatThrownBy(() -> StompClient.open(proxied, Transport.WEBSOCKET, StompClient.newUser()))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        StompClient.connect(proxied, Transport.XHR_STREAMING, StompClient.newUser()).close();
    }

    @Test
    void takesAFileUpToTheApplicationsOwnLimit() throws Exception {
        App proxied = proxied();

        HttpResponse<String> accepted = proxied.send(Multipart.upload(proxied, "forty", new byte[40_000_000]));
        HttpResponse<String> refused = proxied.send(Multipart.upload(proxied, "large", new byte[42_500_000]));

        assertThat(json(accepted).get("size").asInt()).isEqualTo(40_000_000);
        assertProblem(refused, 413);
    }

    /**
     * By the port: without the valve, or without its portHeader, it would be another one. By the address: it would be
     * nginx's.
     */
    @Test
    void tellsTheApplicationWhoAskedWhom() throws Exception {
        App proxied = proxied("$scheme", "https", "$server_port", "8443");

        HttpResponse<String> page = proxied.send(proxied.request("/stream").header("X-Forwarded-For", "203.0.113.7"));

        assertThat(page.body()).contains("'https://127.0.0.1:8443/async-showcase/stream/quotes");
        await().untilAsserted(() -> assertThat(accessLog())
                .containsPattern("(?m)^203\\.0\\.113\\.7 .*/async-showcase/stream "));
    }

    @Test
    void showsAddressesThatLeadBackThroughTheProxy() throws Exception {
        App proxied = proxied();

        assertThat(proxied.get("/stream").body()).contains("'" + nginx.uri("/async-showcase/stream/quotes"));
    }

    /** Silence counts, not the length of an answer. */
    @Test
    void cutsOffWhatIsSilentForLongerThanTheReadTimeout() throws Exception {
        App proxied = proxied("proxy_read_timeout 60s", "proxy_read_timeout 3s");
        try (EventStream quotes = EventStream.open(proxied, "/stream/quotes")) {

            assertThat(proxied.get("/blocking/body?delay=6000").statusCode()).isEqualTo(504);

            int heartbeats = quotes.lines().size();
            await().until(() -> quotes.lines().size() > heartbeats);
            assertThat(quotes.isOver()).isFalse();
        }
        app.awaitParked(0);
    }

    /** Else nginx would take the whole file from the application at once, and 1 GB of a larger one. */
    @Test
    void keepsNoExportOnItsDiskForAClientThatDoesNotRead() throws Exception {
        String path = "/export/rows.csv?rows=" + ROWS;
        try (RawRequest reader = RawRequest.stalled(proxied(), path)) {
            await().until(() -> active() == 1);
            // Tomcat gives it up, as it would without a proxy
            await().until(() -> active() == 0);
        }

        assertThat(nginx.log()).doesNotContain("buffered to a temporary file");
        await().untilAsserted(() -> assertThat(bytesOf(path)).isLessThan(BYTES / 3));
    }

    @Test
    void leadsNowhereElseWhereTheApplicationHasThePathThatItsClientsSee() throws Exception {
        Path war = app.tomcat().convert(Tomcat.WAR);
        assertThat(app.manage("deploy?path=/shop/async&war=file:" + war)).startsWith("OK");
        try {
            nginx = Nginx.start(app.tomcat(), "location /async-showcase/", "location /shop/async/");
            for (String page : new String[] {"/", "/stream", "/reactive", "/orders"}) {
                String html = app.send(app.request("").uri(nginx.uri("/shop/async" + page))
                        .header("Accept", "text/html")).body();
                assertThat(Pattern.compile("(?:href|src|action|data-url|data-events)=\"(/[^\"]*)").matcher(html).results()
                        .map((MatchResult link) -> link.group(1))).hasSizeGreaterThan(5)
                        .allSatisfy(link -> assertThat(link).startsWith("/shop/async/"));
            }
        } finally {
            app.manage("undeploy?path=/shop/async");
        }
    }

    /** The end of the connection is the end of the answer, in HTTP/1.0: nginx cannot know, and ends it regularly. */
    @Test
    @Order(Integer.MAX_VALUE)
    void passesOnThatAnExportWasCutUnlessItAsksByHttp10() throws Exception {
        try (Nginx old = Nginx.start(app.tomcat(), "proxy_http_version 1.1", "proxy_http_version 1.0");
                InputStream cut = export(proxied());
                InputStream hidden = export(app.through(old::uri))) {

            app.tomcat().close();

            assertThat(hidden.readAllBytes().length).isLessThan((int) BYTES);
            assertThatThrownBy(cut::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    /** Its first byte has come. */
    private static InputStream export(App app) throws IOException, InterruptedException {
        InputStream body = HttpClient.newHttpClient().send(app.request("/export/rows.csv?rows=" + ROWS).build(),
                BodyHandlers.ofInputStream()).body();
        assertThat(body.read()).isEqualTo('r');
        return body;
    }

    private App proxied(String... changes) throws IOException {
        nginx = Nginx.start(app.tomcat(), changes);
        return app.through(nginx::uri);
    }

    private int active() throws Exception {
        return app.status().get("executors").get("exports").get("active").asInt();
    }

    private long bytesOf(String path) throws IOException {
        return Pattern.compile(Pattern.quote(path) + " HTTP/1.1\" \\d+ (\\d+)").matcher(accessLog()).results()
                .mapToLong((MatchResult line) -> Long.parseLong(line.group(1))).findFirst().orElse(Long.MAX_VALUE);
    }

    private String accessLog() throws IOException {
        try (Stream<Path> logs = Files.list(app.tomcat().base().resolve("logs"))) {
            return Files.readString(logs.filter(log -> log.getFileName().toString().startsWith("access")).findFirst().get());
        }
    }
}
