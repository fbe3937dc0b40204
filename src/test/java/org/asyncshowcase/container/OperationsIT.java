package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Nodes;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The server.xml of docs/operations.md, as it is: a parked request holds no thread of it, and no Tomcat misreads a line. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
class OperationsIT {

    @ParameterizedTest(name = "{0}")
    @ArgumentsSource(Runs.Containers.class)
    void parksARequestAndLeavesItsThreadFree(String container) throws Exception {
        try (App app = Nodes.start(container, "OperationsIT", Nodes.freePort(), Nodes.freePort(),
                "-Devents.ticker.period=0", "-Dajp.secret=of-nobody")) {
            CompletableFuture<HttpResponse<String>> poll = app.sendAsync(app.request("/deferred/quotes"));
            app.awaitParked(1);
            assertThat(app.metrics().entrySet()).anySatisfy(each -> {
                assertThat(each.getKey()).startsWith("tomcat_threads_busy_threads");
                assertThat(each.getValue()).as("that of this request").isEqualTo(1);
            });

            app.publish("ACME");

            assertThat(poll.join().statusCode()).isEqualTo(200);
            assertThat(app.warnings()).isEmpty();
        }
    }
}
