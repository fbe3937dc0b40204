package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.BrokenWar;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a worker reads from a request that is over, where Tomcat does not discard it: the default of 7, 8.5 and 9 before
 * 9.0.90.
 */
@Runs(on = On.OLD)
@ParameterizedClass(name = "{0}")
@MethodSource("apps")
class RecycledRequestIT {

    @Parameter
    App app;

    static Stream<App> apps() {
        // the last one counts
        return Runs.Here.containers(RecycledRequestIT.class)
                .map(each -> App.start(each, "RecycledRequestIT", BrokenWar.pack("RecycledRequestIT"),
                "-Dorg.apache.catalina.connector.RECYCLE_FACADES=false"));
    }

    @Test
    void isTheRequestOfSomebodyElse() throws Exception {
        await().untilAsserted(() -> {
            assertThat(ask("keep", "alice").body()).isEqualTo("kept");

            assertThat(ask("read", "bob").body())
                    .isEqualTo("{\"attribute\":null,\"header\":\"bob\",\"parameter\":\"bob\",\"query\":\"name=bob\"}");
        });
    }

    @Test
    void takesTheParametersFromSomebodyElse() throws Exception {
        await().untilAsserted(() -> {
            int before = app.log().length();
            ask("ask-late", "alice");
            await().until(() -> app.log().substring(before).contains("After the end the worker has read "));
            // between two requests, and neither before the end nor in the next one
            assertThat(app.log().substring(before)).contains("After the end the worker has read null");

            assertThat(ask("name", "bob").body()).isEqualTo("I am null");
        });
    }

    private HttpResponse<String> ask(String what, String name) throws Exception {
        return app.send(app.request("/keeper/" + what + "?name=" + name).header("X-Name", name));
    }
}
