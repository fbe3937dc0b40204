package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trap 28: a stop answers who is parked, waits a little for who works, and leaves nothing behind. */
@Runs(on = On.OLD_AND_NEW)
@WithApp({"-Devents.ticker.period=0", "-Dorders.timeout=20000", "-Dexecutors.drain=1000", "-Ddatabase.timeout=20",
        // what is softly held is no leak: it goes when memory is needed, and here at once
        "-XX:SoftRefLRUPolicyMSPerMB=0"})
class UndeployIT {

    @Parameter
    App app;

    @Test
    void answersParkedRequestsAndLeavesNothingBehind() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> polls = app.getAtOnce(50, "/deferred/quotes");
        List<CompletableFuture<HttpResponse<String>>> works = app.getAtOnce(3, "/callable/body?delay=10000");
        works.addAll(app.getAtOnce(3, "/task/body?delay=10000"));
        // two have a connection, and a driver is registered
        works.addAll(app.getAtOnce(3, "/database/body?delay=10000"));
        CompletableFuture<HttpResponse<String>> order =
                app.postAsync("/orders?delay=10000", FORM, "symbol=ACME&quantity=1", JSON);
        // thread-locals, a session, and who waits without a time-out
        app.get("/textbook/threadlocals/callable");
        app.get("/textbook/visit");
        polls.addAll(app.getAtOnce(2, "/textbook/timeout"));
        app.awaitParked(62);
        await().until(() -> app.status().get("executors").get("partner").get("active").asInt() == 3);
        await().until(() -> app.status().get("database").get("active").asInt() == 2);
        // they have threads of their own, those among them that no pool knows
        for (String form : List.of("callable", "task", "streaming", "sse", "flux", "observable", "deferred",
                "timeout/callable", "emitter", "shared/slow", "shared/slow", "shared/slow",
                "context/hand", "context/hook", "servlet/dispatch", "servlet/complete",
                // their time is over while Tomcat waits for the others
                "servlet/timeout", "timeout/deferred")) {
            app.sendAsync(app.request("/textbook/" + form));
        }
        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

        for (CompletableFuture<HttpResponse<String>> poll : polls) {
            assertStopped(poll.join());
        }
        for (CompletableFuture<HttpResponse<String>> work : works) {
            assertStopped(work.join());
        }
        assertStopped(order.join());
        assertThat(app.log()).doesNotContain("SEVERE", "failed to stop", "memory leak",
                "appears to have started a thread", "ThreadLocal", "onTimeout() call failed");
        await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
    }

    private static void assertStopped(HttpResponse<String> response) throws Exception {
        assertThat(assertProblem(response, 503)).contains("stops");
    }
}
