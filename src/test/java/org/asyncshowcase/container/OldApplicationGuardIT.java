package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.OldApplication;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the guard's jar buys the old application of src/old without a line of Java, on Tomcat 7: each test shows the same
 * application without the jar first.
 */
@Runs(on = On.OLD, inMatrixOnly = true)
@ParameterizedClass(name = "{0}")
@EnumSource
class OldApplicationGuardIT {

    private static final String CONTAINER = "7.0.109";
    private static final String PARK = "/probe/park.do?millis=10000";

    @Parameter
    Spring spring;

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** The application on two generations of Spring, without the guard and with it. */
    enum Spring {
        SPRING_5 {
            @Override
            OldApplication build(boolean guarded) throws IOException {
                int before = OldApplication.steps().indexOf("11-guard");
                return OldApplication.after(guarded ? before + 1 : before);
            }
        },
        SPRING_3 {
            @Override
            OldApplication build(boolean guarded) throws IOException {
                return OldApplication.onSpring3(guarded);
            }
        };

        private final Map<Boolean, OldApplication> built = new HashMap<>();

        abstract OldApplication build(boolean guarded) throws IOException;

        OldApplication application(boolean guarded) throws IOException {
            if (!built.containsKey(guarded)) {
                built.put(guarded, build(guarded));
            }
            return built.get(guarded);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    /** One path may have half of the ten places. */
    @Test
    void refusesAtOnceWhatDoesNotFit() throws Exception {
        App bare = start(false, "-Dguard.capacity=10");
        bare.getAtOnce(20, PARK);
        awaitEntries(bare, 20);

        App guarded = start(true, "-Dguard.capacity=10");
        List<CompletableFuture<HttpResponse<String>>> requests = guarded.getAtOnce(20, PARK);
        await().until(() -> requests.stream().filter(CompletableFuture::isDone).count() == 15);
        awaitEntries(guarded, 5);
        requests.stream().filter(CompletableFuture::isDone).forEach(refused -> assertRefused(refused.join()));
        assertThat(guarded.get("/offer.do?item=tea").statusCode()).isEqualTo(200);
    }

    @Test
    void answersEveryRequestAtAStop() throws Exception {
        App bare = start(false);
        List<CompletableFuture<HttpResponse<String>>> lost = hold(bare);
        assertThat(bare.manage("stop?path=/shop")).startsWith("OK - ");
        assertThat(lost).extracting(OldApplicationGuardIT::status).isSubsetOf(404, 500);

        App guarded = start(true);
        List<CompletableFuture<HttpResponse<String>>> requests = hold(guarded);
        assertThat(guarded.manage("stop?path=/shop")).startsWith("OK - ");
        requests.forEach(OldApplicationGuardIT::assertStopped);
        assertThat(guarded.log()).doesNotContain("still processing a request");
    }

    @Test
    void answersEveryRequestWhenTomcatEnds() throws Exception {
        App bare = start(false);
        List<CompletableFuture<HttpResponse<String>>> lost = hold(bare);
        bare.tomcat().stop();
        assertThat(lost).extracting(OldApplicationGuardIT::status).isSubsetOf(0, 404, 500).contains(0);

        App guarded = start(true);
        List<CompletableFuture<HttpResponse<String>>> requests = hold(guarded);
        guarded.tomcat().stop();
        requests.forEach(OldApplicationGuardIT::assertStopped);
    }

    /** Three requests that are parked, and two that Callables work for. */
    private static List<CompletableFuture<HttpResponse<String>>> hold(App app) {
        List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>(app.getAtOnce(3, PARK));
        requests.addAll(app.getAtOnce(2, "/probe/work.do?millis=10000"));
        awaitEntries(app, 5);
        return requests;
    }

    /** 0: the connection was closed without an answer. */
    private static int status(CompletableFuture<HttpResponse<String>> request) {
        return request.handle((answer, failure) -> failure == null ? answer.statusCode() : 0).join();
    }

    private static void assertStopped(CompletableFuture<HttpResponse<String>> request) {
        assertRefused(request.join());
        assertThat(request.join().body()).contains("the application stops");
    }

    /** Where Tomcat does not discard what belongs to a request that has ended: the default of 7. */
    @Test
    void keepsTheBytesOfALateWriterFromTheNextClient() throws Exception {
        String discardNothing = "-Dorg.apache.catalina.connector.RECYCLE_FACADES=false";
        App bare = start(false, discardNothing);
        await().untilAsserted(() ->
                assertThat(keepAndWriteLate(bare)).contains("secret of another client"));

        App guarded = start(true, discardNothing);
        for (int i = 0; i < 20; i++) {
            assertThat(keepAndWriteLate(guarded)).isEqualTo("refused");
        }
    }

    private static String keepAndWriteLate(App app) throws Exception {
        assertThat(app.get("/probe/keep.do").body()).isEqualTo("kept");
        return app.get("/probe/late.do").body();
    }

    /** The container tells of it at the time-out; there is one place for that path. */
    @Test
    void runsTheCallbacksOfAClientThatHasLeftAndFreesItsPlace() throws Exception {
        App guarded = start(true, "-Dguard.path-capacities=probe=1");
        RawRequest client = RawRequest.send(guarded, "GET", "/probe/park.do?millis=3000");
        awaitEntries(guarded, 1);
        assertRefused(guarded.get(PARK));

        client.close();

        awaitEntries(guarded, 0);
        await().untilAsserted(() ->
                assertThat(guarded.get("/probe/park.do?millis=1").statusCode()).isEqualTo(200));
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(App.header(response, "Retry-After")).isEqualTo("5");
    }

    /** Waits until so many requests are parked or worked for. */
    private static void awaitEntries(App app, int count) {
        await().untilAsserted(() ->
                assertThat(app.get("/probe/entries.do?controller=probe").body()).isEqualTo(Integer.toString(count)));
    }

    /** On a Tomcat whose manager can stop it. */
    private App start(boolean guarded, String... jvmArguments) throws IOException {
        OldApplication application = spring.application(guarded);
        App app = App.start(CONTAINER, "OldApplicationGuardIT-" + spring + guarded, application.war(), jvmArguments);
        opened.add(app);
        return app;
    }
}
