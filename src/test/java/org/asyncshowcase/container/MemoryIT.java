package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trap 34: three times as many clients as there are places, in two rooms, on a heap that could not hold them all. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Xmx256m"})
class MemoryIT {

    @Parameter
    App app;

    @Test
    void refusesThoseForWhomThereIsNoRoomAndAnswersTheRest() throws Exception {
        int room = app.status().get("capacity").asInt() / 2;
        List<CompletableFuture<HttpResponse<String>>> polls = app.getAtOnce(3 * room, "/deferred/quotes");
        List<CompletableFuture<HttpResponse<String>>> contexts = app.getAtOnce(3 * room, "/context/deferred");
        app.awaitParked(2 * room);
        await().until(() -> done(polls) == 2 * room && done(contexts) == 2 * room);

        app.publish("ACME");

        for (List<CompletableFuture<HttpResponse<String>>> asked : List.of(polls, contexts)) {
            Map<Integer, Long> statuses = asked.stream().map(CompletableFuture::join)
                    .collect(groupingBy(HttpResponse::statusCode, counting()));
            assertThat(statuses).isEqualTo(Map.of(200, (long) room, 503, 2L * room));
        }
        assertThat(app.log()).doesNotContain("OutOfMemoryError", "SEVERE");
    }

    private static long done(List<CompletableFuture<HttpResponse<String>>> asked) {
        return asked.stream().filter(CompletableFuture::isDone).count();
    }
}
