package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trap 34: three times as many clients as there are places, on a heap that could not hold them all. */
@OnEachTomcat(value = {"-Devents.ticker.period=0", "-Xmx256m"}, on = {"7", "9", "11"})
class MemoryIT {

    private static final int CAPACITY = 1_000;

    @Parameter
    App app;

    @Test
    void refusesThoseForWhomThereIsNoRoomAndAnswersTheRest() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> polls = app.getAtOnce(3 * CAPACITY, "/deferred/quotes");
        await().atMost(App.PATIENCE).until(() -> polls.stream().filter(CompletableFuture::isDone).count() == 2 * CAPACITY);
        app.awaitParked(CAPACITY);

        app.publish("ACME");

        Map<Integer, Long> statuses = polls.stream().map(CompletableFuture::join)
                .collect(groupingBy(HttpResponse::statusCode, counting()));
        assertThat(statuses).isEqualTo(Map.of(200, (long) CAPACITY, 503, 2L * CAPACITY));
        assertThat(app.log()).doesNotContain("OutOfMemoryError", "SEVERE");
    }
}
