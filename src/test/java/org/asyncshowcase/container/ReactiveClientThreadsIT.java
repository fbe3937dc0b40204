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

import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The threads of a WebClient, on a Tomcat of few; a partner has more time than it takes. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dasync.timeout=20000", "-Dpartners.timeout=15000"})
class ReactiveClientThreadsIT {

    @Parameter
    App app;

    /** 15 requests and their 45 calls, on a Tomcat of 20 threads. */
    @Test
    void holdsNoThreadWhileItWaits() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> asked = app.getAtOnce(15, "/reactive/client?delay=5000");
        // the third partner of each may have answered
        await().until(() -> app.status().get("parked").asInt() >= 15 + 30);

        for (String executor : List.of("mvc", "partner", "writers")) {
            assertThat(app.status().at("/executors/" + executor + "/active").asInt()).isZero();
        }
        for (CompletableFuture<HttpResponse<String>> each : asked) {
            assertThat(json(each.join()).get("outcome").asText()).isEqualTo("value");
        }
    }
}
