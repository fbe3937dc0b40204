package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Which threads work, and which requests do not have to wait for them. */
@Runs(on = On.OLD_AND_NEW)
@WithApp({"-Devents.ticker.period=0", "-Dasync.timeout=30000"})
class ThreadsIT {

    @Parameter
    App app;

    /** Trap 3: without an executor of our own, each Callable would get a new thread. */
    @Test
    void runsAllCallablesOnTheThreadsOfOnePool() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> responses = app.getAtOnce(50, "/callable/body?delay=200");

        Set<String> workers = new TreeSet<>();
        for (CompletableFuture<HttpResponse<String>> response : responses) {
            workers.add(json(response.join()).get("workerThread").asText());
        }
        assertThat(workers).hasSizeBetween(2, 20).allMatch(worker -> worker.matches("mvc-([1-9]|1[0-9]|20)"));
        assertThat(app.log()).doesNotContain("An Executor is required");
    }

    /** Trap 25: this Tomcat has 20 threads. */
    @Test
    void servesOthersWhile300RequestsAreParked() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> parked = app.getAtOnce(300, "/deferred/body");
        await().untilAsserted(() -> assertThat(parked()).isEqualTo(300));

        assertThat(app.get("/blocking/body?delay=0").statusCode()).isEqualTo(200);
        assertThat(parked()).as("it has waited for none of them").isEqualTo(300);

        app.publish("ACME");
        for (CompletableFuture<HttpResponse<String>> response : parked) {
            assertThat(response.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsAFullExecutorFromSlowingAnother() throws Exception {
        app.getAtOnce(24, "/task/body?executor=reports&delay=10000");
        await().untilAsserted(() -> assertThat(reports().get("queued").asInt()).isEqualTo(20));

        assertProblem(app.get("/task/body?executor=reports&delay=0"), 503);
        assertThat(app.get("/task/body?executor=partner&delay=100").statusCode()).isEqualTo(200);

        assertThat(reports().get("queued").asInt()).as("it has waited for none of them").isEqualTo(20);
        assertThat(reports().get("active").asInt()).isEqualTo(4);
        assertThat(reports().get("rejected").asInt()).isEqualTo(1);
    }

    private int parked() throws Exception {
        return app.status().at("/parkedByRoom/deferred").asInt();
    }

    private JsonNode reports() throws Exception {
        return app.status().get("executors").get("reports");
    }
}
