package org.asyncshowcase.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncshowcase.container.Problems.assertProblem;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Trap 28: schedulers, connections and threads of Reactor, Netty and RxJava end with the application. */
@OnEachTomcat({"-Devents.ticker.period=20", "-Dclient.timeout=20000", "-Dasync.timeout=60000",
        "-XX:SoftRefLRUPolicyMSPerMB=0"})
class ReactiveUndeployIT {

    @Parameter
    App app;

    @Test
    void endsWhatIsOpenAndLeavesNoThreadBehind() throws Exception {
        // all of Tomcat's threads: one that the stop itself starts would hold our class loader for a minute
        app.getAtOnce(60, "/blocking/body?delay=200").forEach(CompletableFuture::join);
        // everything that starts threads has been used
        for (String used : List.of("mono", "single", "future", "listenable", "list", "client")) {
            assertThat(app.get("/reactive/" + used + "?delay=10").statusCode()).isEqualTo(200);
        }
        assertThat(app.get("/reactive/ndjson?count=100").body().lines()).hasSize(100);
        List<EventStream> streams = new ArrayList<>();
        for (int each = 0; each < 5; each++) {
            streams.add(EventStream.open(app, "/reactive/flux"));
        }
        List<CompletableFuture<HttpResponse<String>>> parked = app.getAtOnce(3, "/reactive/mono?delay=60000");
        parked.addAll(app.getAtOnce(3, "/reactive/client?delay=15000"));
        // each of the three calls is a request to this application, too
        app.awaitParked(5 + 6 + 9);
        await().until(() -> streams.stream().noneMatch(stream -> stream.lines().isEmpty()));
        long started = System.nanoTime();

        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        for (EventStream stream : streams) {
            stream.awaitRegularEnd();
            assertThat(stream.lines()).noneMatch(line -> line.contains("\"status\":"));
        }
        for (CompletableFuture<HttpResponse<String>> each : parked) {
            assertThat(assertProblem(each.join(), 503)).contains("stops");
        }
        assertThat(app.tomcat().log()).doesNotContain("SEVERE", " ERROR ", "asyncshowcase.", "failed to stop", "memory leak",
                "appears to have started a thread", "ThreadLocal");
        await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
    }
}
