package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trap 28: a stop ends the streams that are open, whether their clients read or not. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=20", "-Devents.log.capacity=50000", "-XX:SoftRefLRUPolicyMSPerMB=0"})
class StreamUndeployIT {

    @Parameter
    App app;

    @Test
    void endsOpenStreamsRegularlyAndLeavesNothingBehind() throws Exception {
        // all of Tomcat's threads: one that starts on our call holds our class loader while it lives (docs/limits.md)
        app.getAtOnce(60, "/blocking/body?delay=200").forEach(CompletableFuture::join);
        List<EventStream> streams = new ArrayList<>();
        for (int each = 0; each < 10; each++) {
            streams.add(EventStream.open(app, "/stream/quotes"));
            streams.add(EventStream.open(app, "/stream/log"));
        }
        streams.add(EventStream.open(app, "/report?steps=1000&delay=50"));
        streams.add(EventStream.open(app, "/report?steps=1000&delay=50"));
        List<CompletableFuture<HttpResponse<Void>>> exports = new ArrayList<>();
        for (int each = 0; each < 3; each++) {
            exports.add(app.discardAsync("/export/rows.csv?rows=100000000"));
        }
        app.awaitParked(25);
        await().until(() -> streams.stream().noneMatch(stream -> stream.lines().isEmpty()));
        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

        for (EventStream stream : streams) {
            stream.awaitRegularEnd();
            assertThat(stream.lines()).noneMatch(line -> line.contains("\"status\":"));
        }
        // nothing followed the end of these, either
        for (CompletableFuture<HttpResponse<Void>> export : exports) {
            assertThat(export.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "at org.asyncshowcase.", "failed to stop", "memory leak",
                "appears to have started a thread", "ThreadLocal");
        await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
    }
}
