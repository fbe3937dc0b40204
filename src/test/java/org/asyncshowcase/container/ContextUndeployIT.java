package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is carried from thread to thread stays on none of them: the container's live on when the application is gone. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dexecutors.drain=1000", "-XX:SoftRefLRUPolicyMSPerMB=0"})
class ContextUndeployIT {

    @Parameter
    App app;

    @Test
    void leavesNothingOnAnyThread() throws Exception {
        for (String pattern : List.of("callable", "task", "reactive", "lost")) {
            app.getAtOnce(20, "/context/" + pattern + "?delay=1&lang=ko&zone=Asia/Seoul").forEach(CompletableFuture::join);
        }
        List<CompletableFuture<HttpResponse<String>>> parked = new ArrayList<>(app.getAtOnce(20, "/context/deferred"));
        parked.addAll(app.getAtOnce(2, "/context/reactive?delay=10000"));
        parked.addAll(app.getAtOnce(2, "/context/lost?delay=10000"));
        app.awaitParked(24);

        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

        for (CompletableFuture<HttpResponse<String>> response : parked) {
            assertThat(assertProblem(response.join(), 503)).contains("stops");
            assertThat(header(response.join(), "X-Request-Id")).matches("[0-9a-f-]{36}");
        }
        assertThat(app.log()).doesNotContain("SEVERE", "failed to stop", "memory leak",
                "appears to have started a thread", "ThreadLocal");
        await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
    }
}
