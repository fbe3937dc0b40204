package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trap 28, when Tomcat itself is stopped, by a signal: who is parked is answered, and the process ends. */
@Runs(on = On.OLD_AND_NEW)
@WithApp({"-Devents.ticker.period=0", "-Dexecutors.drain=1000"})
class StopIT {

    @Parameter
    App app;

    @Test
    void answersParkedRequestsAndEndsTheProcess() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> parked = app.getAtOnce(20, "/deferred/quotes");
        parked.addAll(app.getAtOnce(3, "/task/body?delay=10000"));
        EventStream stream = EventStream.open(app, "/stream/quotes");
        app.awaitParked(24);
        await().until(() -> !stream.lines().isEmpty());

        app.tomcat().stop();

        for (CompletableFuture<HttpResponse<String>> each : parked) {
            assertThat(assertProblem(each.join(), 503)).contains("stops");
        }
        stream.awaitRegularEnd();
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "failed to stop", "appears to have started a thread");
    }
}
