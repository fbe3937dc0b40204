package org.asyncshowcase.container;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;

/** The burst of the home page, and the threads that each Tomcat tells of. It has 20. */
@Runs(on = On.OLD_AND_NEW)
@WithApp
class LoadIT {

    @Parameter
    App app;

    @Test
    void holdsAllThreadsByBlockingRequestsAndFewByReactiveOnes() throws Exception {
        // what is cold holds its thread longer
        burst("reactive", 0);

        JsonNode reactive = burst("reactive", 1_000);
        JsonNode blocking = burst("blocking", 300);

        assertThat(blocking.get("containerThreads").asInt()).isEqualTo(20);
        assertThat(most(blocking, "threads")).isEqualTo(20);
        // for a moment it may be many
        assertThat(average(reactive)).isLessThan(average(blocking) / 2);
    }

    @Test
    void holdsTheExecutorByCallables() throws Exception {
        JsonNode callable = burst("callable", 300);

        assertThat(callable.get("executorThreads").asInt()).isEqualTo(20);
        assertThat(most(callable, "active")).isEqualTo(20);
        // an idle thread takes its task from the queue too: what is queued waits only while all threads are active
        assertThat(callable.get("samples")).filteredOn(sample -> sample.get("active").asInt() == 20)
                .extracting(sample -> sample.get("queued").asInt()).anyMatch(queued -> queued >= 1)
                .allMatch(queued -> queued <= 20);
    }

    /** All are answered. */
    private JsonNode burst(String pattern, int delay) throws IOException, InterruptedException {
        JsonNode load = App.json(app.post("/load", App.JSON,
                "{\"pattern\":\"" + pattern + "\",\"requests\":40,\"delay\":" + delay + "}", App.JSON));
        assertThat(load.get("exchanges")).hasSize(40).allSatisfy(each -> {
            assertThat(each.get("status").asInt()).isEqualTo(200);
            assertThat(each.get("millis").asInt()).isGreaterThanOrEqualTo(delay);
        });
        return load;
    }

    private static int most(JsonNode load, String figure) {
        int most = -1;
        for (JsonNode sample : load.get("samples")) {
            most = Math.max(most, sample.get(figure).asInt());
        }
        return most;
    }

    /** Of the container's threads, to the last answer: a sample stands until the next one. */
    private static double average(JsonNode load) {
        int until = 1;
        for (JsonNode exchange : load.get("exchanges")) {
            until = Math.max(until, exchange.get("at").asInt() + exchange.get("millis").asInt());
        }
        double sum = 0;
        JsonNode samples = load.get("samples");
        for (int index = 0; index < samples.size(); index++) {
            int at = samples.get(index).get("at").asInt();
            int next = index + 1 < samples.size() ? samples.get(index + 1).get("at").asInt() : Math.max(until, at);
            sum += samples.get(index).get("threads").asInt() * (next - at);
        }
        return sum / until;
    }
}
