package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Patience;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Bodies that come slowly take no thread from the others: docs/limits.md. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dbody.readers=10", "-Dbody.timeout=8000", "-Dupload.timeout=8000"})
class BodiesIT {

    private static final String[][] KINDS = {{"/quotes", "application/json"},
            {"/quotes", "application/x-www-form-urlencoded"}, {"/status", "text/plain"},
            {"/callable/upload", "multipart/form-data; boundary=x"}};

    @Parameter
    App app;

    private final List<AutoCloseable> clients = new ArrayList<>();

    @AfterEach
    void leave() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        app.awaitParked(0);
    }

    /** Thirty bodies, of each kind some, a byte from time to time: as many as the container has threads, and ten more. */
    @Test
    void readsSoManyBodiesAtOnceAndEachInItsTime() throws Exception {
        // the first takes longest
        assertThat(app.post("/quotes", App.JSON, "{}", App.JSON).statusCode()).isEqualTo(400);
        List<RawRequest> slow = new ArrayList<>();
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int each = 0; each < 10; each++) {
                slow.add(body(each, 4_000));
            }
            sender.scheduleWithFixedDelay(() -> slow.forEach(BodiesIT::sendByte), 0, 100, TimeUnit.MILLISECONDS);
            await().until(() -> app.post("/quotes", App.JSON, "{}", App.JSON).statusCode() == 503);
            for (int each = 0; each < 20; each++) {
                try (RawRequest more = body(each, 9)) {
                    assertThat(more.readStatus()).isEqualTo(503);
                }
            }
            assertThat(app.get("/task/body?delay=0").statusCode()).as("without a body").isEqualTo(200);

            for (RawRequest each : slow) {
                assertThat(each.readStatus()).isEqualTo(408);
            }
        } finally {
            sender.shutdownNow();
            clients.addAll(slow);
        }
        // nothing is left of the ten places
        for (CompletableFuture<HttpResponse<String>> each : IntStream.range(0, 10).mapToObj(any ->
                app.postAsync("/quotes", App.FORM, "symbol=ACME&price=1", App.JSON)).collect(toList())) {
            assertThat(each.join().statusCode()).isEqualTo(202);
        }
    }

    /** Tomcat would read on after the answer, for 10 s each, which is 5 minutes: a page has a length, and JSON has none. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html"})
    void closesTheConnectionOfAnUploadThatNobodyReads(String accept) {
        assertTimeoutPreemptively(Patience.PATIENCE, () -> {
            for (int each = 0; each < 30; each++) {
                RawRequest upload = RawRequest.send(app, "POST", "/nope", "Accept: " + accept,
                        "Content-Type: multipart/form-data; boundary=x", "Content-Length: 1000000");
                clients.add(upload);
                assertThat(upload.readAll()).startsWith("HTTP/1.1 404").contains("Content-Type: " + (
                        accept.equals("text/html") ? accept : "application/problem+json"));
            }
        });
    }

    private RawRequest body(int kind, int length) throws IOException {
        return RawRequest.send(app, "POST", KINDS[kind % KINDS.length][0],
                "Content-Type: " + KINDS[kind % KINDS.length][1], "Content-Length: " + length);
    }

    private static void sendByte(RawRequest slow) {
        try {
            slow.sendByte();
        } catch (IOException ex) {
            // the server has closed it
        }
    }
}
