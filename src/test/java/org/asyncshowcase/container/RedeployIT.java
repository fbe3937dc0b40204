package org.asyncshowcase.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application that is deployed anew under load, time and again, leaves nothing of the one before, and says nothing. */
@Runs(on = On.NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=30", "-Xmx384m",
        // what is softly held is no leak: it goes when memory is needed
        "-XX:SoftRefLRUPolicyMSPerMB=0"})
class RedeployIT {

    private static final int REDEPLOYS = 4;
    /**
     * How many class loaders the container's JSP compiler keeps after an undeploy. That of Tomcat 11 keeps the first one for
     * which it compiles: the static {@code ReferenceBinding$DysfunctionalInterfaceException} has our classes in its trace.
     */
    private static final int KEPT_BY_JSP_COMPILER = 1;
    private static final List<String> PATHS = List.of("/deferred/quotes", "/deferred/quotes", "/callable/body?delay=700",
            "/callable/view?delay=100", "/task/body?delay=300", "/database/body?delay=200",
            "/context/deferred", "/context/lost", "/stream/quotes",
            "/stream/log",
            "/report?steps=20&delay=50", "/export/rows.csv?rows=1000000", "/reactive/flux", "/reactive/mono?delay=400",
            "/reactive/future?delay=200", "/reactive/ndjson?count=100000", "/reactive/client?delay=100",
            "/blocking/client?delay=10", "/deferred/timeout?delay=100", "/textbook/timeout/deferred", "/status", "/");

    @Parameter
    App app;

    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    @Test
    void leavesNoClassLoaderAndNoLineInTheLog() throws Exception {
        long before = app.tomcat().loaders();
        Path war = app.tomcat().convert(Tomcat.WAR);
        List<CompletableFuture<Void>> clients = PATHS.stream().map(this::ask).collect(toList());
        for (int each = 0; each < REDEPLOYS; each++) {
            // all clients are back, and what they ask for is held; no JSP is compiled any more, for longer than Tomcat waits
            await().until(() -> app.get("/").statusCode() == 200
                    && app.get("/callable/view?delay=0").statusCode() == 200 && app.status().get("parked").asInt() > 6);

            assertThat(app.manage("deploy?path=/async-showcase&update=true&war=" + war.toUri())).startsWith("OK - ");
        }
        // still under load: the one before may be in use, and on a busy machine those before it for some seconds
        await().pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(app.tomcat().loaders()).isLessThanOrEqualTo(before + 1));
        ended = true;
        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");
        clients.forEach(CompletableFuture::join);

        // Tomcat's threads leave what they did for it
        await().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(app.tomcat().loaders())
                .isLessThanOrEqualTo(before - 1 + KEPT_BY_JSP_COMPILER));
        assertThat(failed).as("answered 500").isEmpty();
        // a stop may begin between a question for it and the dispatch, at several threads at once; not each stop does
        assertThat(app.log().split("Undeploying context")).filteredOn(each -> each.contains("Error during mapping"))
                .as("stops that were met by a dispatch").hasSizeLessThan(REDEPLOYS);
        assertThat(app.warnings()).filteredOn(each -> !each.endsWith(" Error during mapping ")
                // Tomcat's own, at work for the application just now
                && !each.contains("thread named [Catalina-utility-")).isEmpty();
        assertThat(app.log()).doesNotContain("Exception in thread");
    }

    /** Asks again when there is an answer, or the connection has broken, until the test ends. */
    private CompletableFuture<Void> ask(String path) {
        return app.discardAsync(path)
                .whenComplete((answer, failure) -> {
                    if (answer != null && answer.statusCode() == 500) {
                        failed.add(path);
                    }
                }).handle((answer, failure) -> answer == null || answer.statusCode() != 200)
                .thenCompose(failed -> ended ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.supplyAsync(() -> null, CompletableFuture.delayedExecutor(failed ? 200 : 20,
                                TimeUnit.MILLISECONDS)).thenCompose(waited -> ask(path)));
    }
}
