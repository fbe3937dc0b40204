package org.asyncshowcase.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Trap 28: schedulers, connections and threads of Reactor, Netty and RxJava end with the application. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dpartners.timeout=20000", "-Dasync.timeout=60000",
        "-XX:SoftRefLRUPolicyMSPerMB=0"})
class ReactiveUndeployIT {

    /** The prefixes of our own threads, and those of the libraries. */
    private static final Predicate<String> OURS = Pattern.compile("(mvc|partner|reports|streams|exports|tiny|jms|scheduler"
            + "|reactive|client|parallel|single|boundedElastic|elastic|Rx[A-Z]|globalEventExecutor|reactor|webflux).*")
            .asMatchPredicate();

    @Parameter
    App app;

    @Test
    void endsWhatIsOpenAndLeavesNoThreadBehind() throws Exception {
        // all of Tomcat's threads: one that starts on our call holds our class loader while it lives (docs/limits.md)
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
        // writes are in flight all the time
        List<CompletableFuture<String>> drains = List.of(drain("/reactive/ndjson"), drain("/reactive/flowable"));
        List<CompletableFuture<HttpResponse<String>>> parked = app.getAtOnce(3, "/reactive/mono?delay=10000");
        parked.addAll(app.getAtOnce(3, "/reactive/client?delay=10000"));
        // each of the three calls is a request to this application, too
        app.awaitParked(5 + 2 + 6 + 9);
        await().until(() -> streams.stream().noneMatch(stream -> stream.lines().isEmpty()));
        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");
        assertThat(app.tomcat().threads()).isNotEmpty().noneMatch(OURS);

        for (EventStream stream : streams) {
            stream.awaitRegularEnd();
            assertThat(stream.lines()).noneMatch(line -> line.contains("\"status\":"));
        }
        for (CompletableFuture<String> drain : drains) {
            assertThat(drain.join()).as("a whole line, and the last chunk").endsWith("}\r\n1\r\n\n\r\n0\r\n\r\n");
        }
        for (CompletableFuture<HttpResponse<String>> each : parked) {
            assertThat(assertProblem(each.join(), 503)).contains("stops");
        }
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "at org.asyncshowcase.", "failed to stop", "memory leak",
                "appears to have started a thread", "ThreadLocal");
        await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
    }

    private CompletableFuture<String> drain(String path) throws IOException {
        return RawRequest.send(app, "GET", path + "?count=100000000", "Connection: close").drain();
    }
}
