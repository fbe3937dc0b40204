package org.asyncshowcase.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** No application can end a write that blocks: a stop does not wait for it, and it ends when Tomcat gives it up. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dtests.timeout=6000", "-XX:SoftRefLRUPolicyMSPerMB=0"})
class ReactiveStalledUndeployIT {

    @Parameter
    App app;

    @Test
    void leavesNothingBehindOnceTomcatHasGivenTheWriteUp() throws Exception {
        app.getAtOnce(60, "/blocking/body?delay=200").forEach(answer -> answer.join());
        RawRequest stalled = RawRequest.stalled(app, "/reactive/ndjson?count=100000000");
        try (stalled) {
            await().until(() -> app.status().at("/reactive/streams/0/emitted").asLong() > 1_000);
            await().pollInterval(Duration.ofMillis(500))
                    .until(() -> app.status().at("/reactive/streams/0/writing").asBoolean());
            // and a publisher whose reader, the server itself, does not read
            assertThat(app.post("/textbook/broadcast/publisher/stalled", App.FORM, "", App.JSON).statusCode())
                    .isEqualTo(202);
            List<EventStream> others = new ArrayList<>();
            for (int each = 0; each < 5; each++) {
                others.add(EventStream.open(app, "/reactive/flux"));
            }
            await().until(() -> others.stream().noneMatch(other -> other.lines().isEmpty()));
            long started = System.nanoTime();

            assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
            for (EventStream other : others) {
                other.awaitRegularEnd();
            }
            assertThat(app.log()).doesNotContain("Exception Processing", "Error during mapping", "at org.asyncshowcase");
            // Tomcat keeps the failure of a connection that was closed under it until it uses that connection's objects
            // again
            app.getAtOnce(40, "/").forEach(answer -> answer.join());
            await().pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
            assertThat(app.tomcat().threads()).noneMatch(thread -> thread.startsWith("textbook-"));
        }
    }
}
