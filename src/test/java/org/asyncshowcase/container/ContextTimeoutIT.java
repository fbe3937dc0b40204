package org.asyncshowcase.container;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;

/** The container tells of a time-out on a thread of its own, outside of the filters: it knows the request nevertheless. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp
class ContextTimeoutIT {

    @Parameter
    App app;

    @Test
    void tellsTheContainersThreadOfATimeoutTheContext() throws Exception {
        JsonNode worker = json(app.send(
                app.request("/context/deferred?lang=zh&zone=Asia/Shanghai").header("X-Request-Id", "user-1"))).get("worker");

        assertThat(worker.get("id").asText()).isEqualTo("user-1");
        assertThat(worker.get("locale").asText()).isEqualTo("zh");
        assertThat(worker.get("timeZone").asText()).isEqualTo("Asia/Shanghai");
        assertThat(worker.get("thread").asText()).doesNotStartWith("jms-").doesNotStartWith("partner-");
    }
}
