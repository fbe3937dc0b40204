package org.asyncshowcase.container;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;

/** The burst of the home page: who queues behind whom. */
@Runs(on = On.OLD_AND_NEW)
@WithApp
class LoadIT {

    @Parameter
    App app;

    /** The short one is the last of the queue: thirty blocking ones end before the ten that are left begin. */
    @Test
    void letsAShortRequestWaitBehindBlockingOnes() throws Exception {
        JsonNode blocking = burst("blocking");

        assertThat(passed(blocking)).isLessThan(20);
        assertThat(most(blocking, "threads")).isEqualTo(10);
    }

    /** They take as long; their threads are free meanwhile. */
    @Test
    void letsNoShortRequestWaitBehindCallables() throws Exception {
        // what is cold holds its thread longer
        burst("callable");

        JsonNode callable = burst("callable");

        assertThat(passed(callable)).isGreaterThan(20);
        assertThat(most(callable, "active")).isEqualTo(10);
        assertThat(callable.get("samples")).anyMatch(sample -> sample.get("active").asInt() == 10
                && sample.get("threads").asInt() == 0);
    }

    /** All are answered. */
    private JsonNode burst(String pattern) throws IOException, InterruptedException {
        JsonNode load = App.json(app.post("/load", App.JSON,
                "{\"pattern\":\"" + pattern + "\",\"requests\":40,\"delay\":500}", App.JSON));
        assertThat(load.get("neighbour").get("status").asInt()).isEqualTo(200);
        assertThat(load.get("exchanges")).hasSize(40).allSatisfy(each -> {
            assertThat(each.get("status").asInt()).isEqualTo(200);
            assertThat(each.get("millis").asInt()).isGreaterThanOrEqualTo(500);
        });
        return load;
    }

    /** How many requests of the burst end after the short one, which was sent when they had arrived. */
    private static int passed(JsonNode load) {
        int passed = 0;
        for (JsonNode exchange : load.get("exchanges")) {
            passed += end(exchange) > end(load.get("neighbour")) ? 1 : 0;
        }
        return passed;
    }

    /** In ms since the burst began. */
    private static int end(JsonNode exchange) {
        return exchange.get("at").asInt() + exchange.get("millis").asInt();
    }

    private static int most(JsonNode load, String figure) {
        int most = -1;
        for (JsonNode sample : load.get("samples")) {
            most = Math.max(most, sample.get(figure).asInt());
        }
        return most;
    }
}
