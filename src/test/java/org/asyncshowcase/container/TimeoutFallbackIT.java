package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Trap 32: Spring 5.2 interrupts a task that times out, and the task's exception may win over the fallback. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dtask.timeout=500", "-Dexecutors.partner.threads=100"})
class TimeoutFallbackIT {

    @Parameter
    App app;

    @Test
    void answersTheFallback100TimesOutOf100() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> responses = app.getAtOnce(100, "/task/timeout?delay=0");

        for (CompletableFuture<HttpResponse<String>> response : responses) {
            assertThat(response.join().statusCode()).isEqualTo(200);
            assertThat(json(response.join()).get("outcome").asText()).isEqualTo("fallback");
        }
        assertThat(app.status().get("tasks").get("timedOut").asInt()).isEqualTo(100);
        assertThat(app.log()).doesNotContain("InterruptedException", "SEVERE");
    }
}
