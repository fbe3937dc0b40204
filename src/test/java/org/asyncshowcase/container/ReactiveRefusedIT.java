package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncshowcase.container.Problems.assertProblem;
import static org.awaitility.Awaitility.await;

/** Spring 5.2 forgets the request whose write its executor refuses: without {@code Readers} its client waits without end. */
@OnEachTomcat(value = {"-Devents.ticker.period=0", "-Dstream.heartbeat=600000", "-Dasync.timeout=30000",
        "-Dexecutors.mvc.threads=4", "-Dexecutors.mvc.queue=4"}, on = {"7", "9"})
class ReactiveRefusedIT {

    @Parameter
    App app;

    @Test
    void answers503WhereNoThreadIsFreeToWrite() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> busy = fillTheExecutor();
        long started = System.nanoTime();

        assertThat(assertProblem(app.get("/reactive/ndjson"), 503)).contains("no thread");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
        awaitTheEnd(busy);
    }

    /** When it has begun, nothing is appended: the stream ends, and a browser comes again and resumes. */
    @Test
    void endsAStreamWhereNoThreadIsFreeToGoOn() throws Exception {
        EventStream stream = EventStream.open(app, "/reactive/flux");
        await().until(() -> stream.lines().contains("retry:1000"));
        List<CompletableFuture<HttpResponse<String>>> busy = fillTheExecutor();

        app.publish("ACME");

        stream.awaitRegularEnd();
        assertThat(stream.lines()).noneMatch(line -> line.contains("\"status\":"));
        awaitTheEnd(busy);
    }

    /** Every thread, and then every place of the queue. */
    private List<CompletableFuture<HttpResponse<String>>> fillTheExecutor() {
        List<CompletableFuture<HttpResponse<String>>> busy = new ArrayList<>(app.getAtOnce(4, "/callable/body?delay=5000"));
        await().until(() -> app.status().at("/executors/mvc/active").asInt() == 4);
        busy.addAll(app.getAtOnce(4, "/callable/body?delay=0"));
        await().until(() -> app.status().at("/executors/mvc/queued").asInt() == 4);
        return busy;
    }

    private void awaitTheEnd(List<CompletableFuture<HttpResponse<String>>> busy) {
        busy.forEach(CompletableFuture::join);
        await().untilAsserted(() -> {
            assertThat(app.status().at("/reactive/open").asInt()).isZero();
            assertThat(app.status().get("parked").asInt()).isZero();
            assertThat(app.status().at("/executors/mvc/active").asInt()).isZero();
        });
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "at org.asyncshowcase");
    }
}
