package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.asyncshowcase.house.takehome.TakenHome.Level;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.TakenHomeWar;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a room lacks that was copied bare, each lack once; and that adding the guard mends it, with no line changed. */
@Runs(on = On.OLD, inMatrixOnly = true)
@ParameterizedClass(name = "{0}")
@MethodSource("apps")
class WithoutTheGuardIT {

    @Parameter
    App empty;

    static Stream<App> apps() throws Exception {
        Path war = TakenHomeWar.packEmpty();
        return Runs.Here.containers(WithoutTheGuardIT.class).map(each -> App.start(each, "WithoutTheGuardIT", war,
                "-Dguard.path-capacities=deferred=5", "-Ddeferred.timeout=8000", "-Dtask.timeout=500"));
    }

    @ParameterizedTest
    @EnumSource
    void parksHoweverManyCome(Level level) throws Exception {
        Path war = TakenHomeWar.pack("deferred", level, "waiting");
        App app = empty.deploy(war);

        List<CompletableFuture<HttpResponse<String>>> polls = app.getAtOnce(12, "/deferred/quotes");
        awaitParked(level == Level.BARE ? 12 : 5, app);
        await().until(() -> polls.stream().filter(CompletableFuture::isDone).count() == (level == Level.BARE ? 0 : 7));
        app.publish("ACME");

        assertThat(statuses(polls)).filteredOn(status -> status == 503).hasSize(level == Level.BARE ? 0 : 7);
        assertThat(statuses(polls)).filteredOn(status -> status == 200).hasSize(level == Level.BARE ? 12 : 5);
        empty.undeploy(war);
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheParkedWithoutAnAnswerAtAStop(Level level) throws Exception {
        Path war = TakenHomeWar.pack("deferred", level, "waiting");
        App app = empty.deploy(war);
        CompletableFuture<HttpResponse<String>> poll = app.getAtOnce(1, "/deferred/quotes").get(0);
        awaitParked(1, app);

        empty.undeploy(war);

        String answer = poll.handle((response, failure) -> failure != null ? "none" : response.statusCode() + " "
                + App.header(response, "Retry-After")).join();
        if (level == Level.BARE) {
            assertThat(answer).isNotEqualTo("503 5");
        } else {
            assertThat(answer).isEqualTo("503 5");
        }
    }

    /** Trap 32: Spring 5.2 interrupts the work before it asks for the fallback, and the first result counts. */
    @ParameterizedTest
    @EnumSource
    void losesFallbacksToWhatTheInterruptedWorkThrows(Level level) throws Exception {
        App app = empty.deploy(TakenHomeWar.pack("task", level));

        List<Integer> statuses = statuses(app.getAtOnce(40, "/task/timeout?delay=0"));

        if (level == Level.BARE) {
            assertThat(statuses).contains(503);
        } else {
            assertThat(statuses).containsOnly(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotToldOfAClientThatLeftBeforeTheFirstBytes(Level level) throws Exception {
        App app = empty.deploy(TakenHomeWar.pack("report", level, "vanished"));
        try (RawRequest client = RawRequest.send(app, "GET", "/vanished")) {
            assertThat(app.get("/vanished/arrived").body()).isEqualTo("true");
        }
        app.post("/vanished/left", App.FORM, "", App.JSON);

        if (level == Level.BARE) {
            assertThat(app.get("/vanished/handled").body()).isEqualTo("true");
            assertThat(app.get("/vanished/told").body()).isEqualTo("[0,0]");
        } else {
            await().untilAsserted(() -> assertThat(app.get("/vanished/told").body()).isEqualTo("[1,1]"));
        }
    }

    private static void awaitParked(int count, App app) {
        await().until(() -> app.get("/waiting").body().equals(Integer.toString(count)));
    }

    private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> requests) {
        List<Integer> statuses = new ArrayList<>();
        requests.forEach(each -> statuses.add(each.join().statusCode()));
        return statuses;
    }
}
