package org.asyncshowcase.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.asyncshowcase.testing.Apache;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.Nodes;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What docs/proxies.md says of Apache httpd, by the files that it shows. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(ApacheIT.Behind.class)
class ApacheIT {

    enum Module { MOD_PROXY_HTTP, MOD_PROXY_AJP }

    private static final int ROWS = 1_000_000;
    private static final String SECRET = "a-secret-of-the-tests";

    @Parameter
    Server server;

    @ParameterizedTest
    @EnumSource
    void bringsEachEventAsItComesAlsoWhereItIsCompressed(Module module) throws Exception {
        App proxied = server.by(module);
        String cursor = server.app.cursor();
        CompletableFuture<HttpResponse<String>> poll =
                proxied.sendAsync(proxied.request("/deferred/quotes?after=" + cursor));
        try (EventStream quotes = EventStream.open(proxied, "/stream/quotes?after=" + cursor);
                EventStream flux = EventStream.open(proxied, "/reactive/flux", "Accept-Encoding", "gzip");
                EventStream report = EventStream.open(proxied, "/report?steps=600&delay=100")) {
            await().until(() -> report.lines().size() > 2 && !flux.lines().isEmpty());

            String id = proxied.publish("ACME");

            await().until(() -> quotes.ids().contains(id) && flux.lines().contains("id:" + id));
            assertThat(json(poll.join()).findValuesAsText("id")).containsExactly(id);
            assertThat(flux.response().headers().firstValue("Content-Encoding")).hasValue("gzip");
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesAnExportOnAsItIsMade(Module module) throws Exception {
        try (EventStream export = EventStream.open(server.by(module), "/export/rows.csv?rows=" + ROWS)) {
            await().until(() -> !export.lines().isEmpty());

            assertThat(export.isOver()).isFalse();
            export.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesAnUploadOnAsItComes(Module module) throws Exception {
        assertThat(Multipart.uploadInHalves(server.by(module), 15_000_000, () -> server.app.tomcat().uploads() == 1))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void showsWhoAskedWhom(Module module) throws Exception {
        App proxied = server.by(module);

        assertThat(proxied.get("/stream").body()).contains("'" + proxied.request("/stream/quotes").build().uri());
    }

    @ParameterizedTest
    @EnumSource
    void opensAWebSocket(Module module) throws Exception {
        App proxied = server.by(module);
        try (StompClient client = StompClient.connect(proxied, Transport.WEBSOCKET, StompClient.newUser())) {
            client.subscribe("/topic/quotes");
            String id = proxied.publish("ACME");

            await().untilAsserted(() -> assertThat(client.ids()).containsExactly(id));
        }
    }

    @Test
    void isAnswered403WithoutTheSecretOfTheConnector() throws Exception {
        try (Apache stranger = Apache.start("httpd-ajp.conf", 8080, server.http, 8009, server.ajp)) {
            assertThat(server.app.through(stranger::uri).get("/status").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void asksANodeNothingWhoseStopIsAnnounced() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        other.start();
        try (Apache httpd = Apache.start("httpd-nodes.conf", 8080, server.http, 8081, other.getAddress().getPort())) {
            App proxied = server.app.through(httpd::uri);
            assertThat(statuses(proxied)).contains(200, 204);
            Path announced = Files.createFile(server.app.tomcat().base().resolve("stops"));

            await().until(() -> !statuses(proxied).contains(200));

            Files.delete(announced);
            await().until(() -> statuses(proxied).contains(200));
        } finally {
            other.stop(0);
        }
    }

    private static Set<Integer> statuses(App proxied) throws Exception {
        Set<Integer> statuses = new HashSet<>();
        for (int each = 0; each < 10; each++) {
            statuses.add(proxied.get("/blocking/body?delay=0").statusCode());
        }
        return statuses;
    }

    /** A Tomcat with both connectors, and httpd before it by each of the modules. */
    static final class Server implements AutoCloseable {

        private final int http = Nodes.freePort();
        private final int ajp = Nodes.freePort();
        private final Apache byHttp;
        private final Apache byAjp;
        private final App app;

        Server(String container) {
            try {
                byHttp = Apache.start("httpd.conf", 8080, http);
                byAjp = Apache.start("httpd-ajp.conf", 8080, http, 8009, ajp, "change-me", SECRET);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
            app = Nodes.start(container, "ApacheIT", http, ajp, "-Devents.ticker.period=0", "-Dstream.heartbeat=500",
                    "-Dreactive.heartbeat=500", "-Dajp.secret=" + SECRET, "-Dstatus.stop-file=${catalina.base}/stops");
        }

        App by(Module module) {
            return app.through((module == Module.MOD_PROXY_HTTP ? byHttp : byAjp)::uri);
        }

        @Override
        public void close() {
            app.close();
            byHttp.close();
            byAjp.close();
        }

        @Override
        public String toString() {
            return app.toString();
        }
    }

    static final class Behind implements ArgumentsProvider {

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Runs.Here.containers(context.getRequiredTestClass()).map(Server::new).map(Arguments::of);
        }
    }
}
