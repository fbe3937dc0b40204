package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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

        abstract OldApplication build(boolean guarded) throws IOException;
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
        await().atMost(App.PATIENCE).until(() -> requests.stream().filter(CompletableFuture::isDone).count() == 15);
        awaitEntries(guarded, 5);
        requests.stream().filter(CompletableFuture::isDone).forEach(refused -> assertRefused(refused.join()));
        assertThat(guarded.get("/offer.do?item=tea").statusCode()).isEqualTo(200);
    }

    @Test
    void answersEveryRequestAtAStop() throws Exception {
        assertThat(answersAtAStop(start(false))).extracting(HttpResponse::statusCode).isSubsetOf(404, 500);

        App guarded = start(true);
        assertThat(answersAtAStop(guarded)).allSatisfy(answer -> {
            assertRefused(answer);
            assertThat(answer.body()).contains("the application stops");
        });
        assertThat(guarded.log()).doesNotContain("still processing a request", "failed to stop");
    }

    private static List<HttpResponse<String>> answersAtAStop(App app) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> requests = app.getAtOnce(3, PARK);
        requests.addAll(app.getAtOnce(2, "/probe/work.do?millis=10000"));
        awaitEntries(app, 5);

        assertThat(app.manage("stop?path=/shop")).startsWith("OK - ");

        List<HttpResponse<String>> answers = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> each : requests) {
            answers.add(each.get());
        }
        return answers;
    }

    /** Where Tomcat does not discard what belongs to a request that has ended: the default of 7. */
    @Test
    void keepsTheBytesOfALateWriterFromTheNextClient() throws Exception {
        String discardNothing = "-Dorg.apache.catalina.connector.RECYCLE_FACADES=false";
        App bare = start(false, discardNothing);
        await().atMost(App.PATIENCE).untilAsserted(() ->
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
        await().atMost(App.PATIENCE).untilAsserted(() ->
                assertThat(guarded.get("/probe/park.do?millis=1").statusCode()).isEqualTo(200));
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(App.header(response, "Retry-After")).isEqualTo("5");
    }

    /** Waits until so many requests are parked or worked for. */
    private static void awaitEntries(App app, int count) {
        await().atMost(App.PATIENCE).untilAsserted(() ->
                assertThat(app.get("/probe/entries.do?controller=probe").body()).isEqualTo(Integer.toString(count)));
    }

    /** On a Tomcat whose manager can stop it. */
    private App start(boolean guarded, String... jvmArguments) throws IOException {
        OldApplication application = spring.build(guarded);
        App app = App.start(CONTAINER, "OldApplicationGuardIT-" + spring + guarded, application.war(), jvmArguments);
        opened.add(app);
        return app;
    }
}
