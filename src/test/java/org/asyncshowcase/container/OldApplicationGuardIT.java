package org.asyncshowcase.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.OldApplication;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the guard's jar buys the old application of src/old without a line of Java, on Tomcat 7: each test shows the same
 * application without the jar first.
 */
@Runs(on = On.OLD, inMatrixOnly = true)
@ParameterizedClass(name = "{0}")
@MethodSource("apps")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OldApplicationGuardIT {

    private static final String CONTAINER = "7.0.109";
    private static final String PARK = "/probe/park.do?millis=10000";
    /** Of that path. */
    private static final int PLACES = 10;

    @Parameter(0)
    String spring;
    @Parameter(1)
    App bare;
    @Parameter(2)
    App guarded;

    /** The application on two generations of Spring, without the guard and with it. */
    static Stream<Arguments> apps() {
        return Stream.of("5", "3").map(spring ->
                Arguments.of("Spring " + spring, start(spring, false), start(spring, true)));
    }

    /** On a Tomcat whose manager can stop it. Twenty places, of which one path may have half. */
    private static App start(String spring, boolean guarded) {
        try {
            int before = OldApplication.steps().indexOf("11-guard");
            OldApplication application = spring.equals("3") ? OldApplication.onSpring3(guarded)
                    : OldApplication.after(guarded ? before + 1 : before);
            return App.start(CONTAINER, "OldApplicationGuardIT-" + spring + guarded, application.war(),
                    "-Dguard.capacity=20",
                    // Tomcat does not discard what belongs to a request that has ended: the default of 7
                    "-Dorg.apache.catalina.connector.RECYCLE_FACADES=false");
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void refusesAtOnceWhatDoesNotFit() throws Exception {
        bare.getAtOnce(20, PARK);
        awaitEntries(bare, 20);

        List<CompletableFuture<HttpResponse<String>>> requests = guarded.getAtOnce(20, PARK);
        await().until(() -> requests.stream().filter(CompletableFuture::isDone).count() == PLACES);
        awaitEntries(guarded, PLACES);
        requests.stream().filter(CompletableFuture::isDone).forEach(refused -> assertRefused(refused.join()));
        assertThat(guarded.get("/offer.do?item=tea").statusCode()).isEqualTo(200);
        awaitEntries(bare, 0);
        awaitEntries(guarded, 0);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void answersEveryRequestAtAStop() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> lost = hold(bare);
        assertThat(bare.manage("stop?path=/shop")).startsWith("OK - ");
        assertThat(lost).extracting(OldApplicationGuardIT::status).isSubsetOf(404, 500);

        List<CompletableFuture<HttpResponse<String>>> requests = hold(guarded);
        assertThat(guarded.manage("stop?path=/shop")).startsWith("OK - ");
        requests.forEach(OldApplicationGuardIT::assertStopped);
        assertThat(guarded.log()).doesNotContain("still processing a request");
        for (App stopped : List.of(bare, guarded)) {
            assertThat(stopped.manage("start?path=/shop")).startsWith("OK - ");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void answersEveryRequestWhenTomcatEnds() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> lost = hold(bare);
        bare.tomcat().stop();
        assertThat(lost).extracting(OldApplicationGuardIT::status).isSubsetOf(0, 404, 500).contains(0);

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

    @Test
    void keepsTheBytesOfALateWriterFromTheNextClient() throws Exception {
        await().untilAsserted(() ->
                assertThat(keepAndWriteLate(bare)).contains("secret of another client"));

        for (int i = 0; i < 20; i++) {
            assertThat(keepAndWriteLate(guarded)).isEqualTo("refused");
        }
    }

    private static String keepAndWriteLate(App app) throws Exception {
        assertThat(app.get("/probe/keep.do").body()).isEqualTo("kept");
        return app.get("/probe/late.do").body();
    }

    @Test
    void keepsTheCookieOfALateWorkerFromTheNextClient() throws Exception {
        await().untilAsserted(() ->
                assertThat(keepAndSetLate(bare)).contains("account=another"));

        for (int i = 0; i < 20; i++) {
            assertThat(keepAndSetLate(guarded)).isEqualTo("no cookie");
        }
    }

    private static String keepAndSetLate(App app) throws Exception {
        assertThat(app.get("/probe/keep.do").body()).isEqualTo("kept");
        HttpResponse<String> next = app.get("/probe/cookie.do");
        assertThat(next.body()).isEqualTo("set");
        return next.headers().firstValue("Set-Cookie").orElse("no cookie");
    }

    /** The container tells of it at the time-out. */
    @Test
    void runsTheCallbacksOfAClientThatHasLeftAndFreesItsPlace() throws Exception {
        List<RawRequest> clients = new ArrayList<>();
        for (int each = 0; each < PLACES; each++) {
            clients.add(RawRequest.send(guarded, "GET", "/probe/park.do?millis=3000"));
        }
        awaitEntries(guarded, PLACES);
        assertRefused(guarded.get(PARK));

        for (RawRequest client : clients) {
            client.close();
        }

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
}
