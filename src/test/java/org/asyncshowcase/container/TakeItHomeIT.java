package org.asyncshowcase.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.asyncshowcase.house.takehome.TakenHome;
import org.asyncshowcase.house.takehome.TakenHome.Level;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Rooms;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.TakenHomeWar;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Each room in an application of Servlet 3.0 into which only what its lists name was copied, bare and with the guard. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@ParameterizedClass(name = "{0}")
@MethodSource("apps")
class TakeItHomeIT {

    @Parameter
    App empty;

    static Stream<App> apps() {
        return Runs.Here.containers(TakeItHomeIT.class).map(TakeItHomeIT::start);
    }

    /** Short, since time-outs are tested; not so short that a busy machine meets them elsewhere. */
    static App start(String container) {
        try {
            return App.start(container, "TakeItHomeIT", TakenHomeWar.packEmpty(), "-Dasync.timeout=4000",
                    "-Dtask.timeout=1000", "-Ddeferred.timeout=1500", "-Dorders.timeout=2000",
                    "-Dreactive.timeout=500", "-Dpartners.timeout=2500",
                    "-Dstream.heartbeat=500", "-Dreactive.heartbeat=500");
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The same questions, so that the statuses are the same. */
    @ParameterizedTest
    @MethodSource("org.asyncshowcase.house.takehome.TakenHome#rooms")
    void asksWhatIsAnsweredHere(String room) throws Exception {
        assumeTrue(isOld());
        Rooms.here(App.shared(Runs.Here.containers(TakeItHomeIT.class).findFirst().orElseThrow())).ask(room);
    }

    /** On the new Tomcat alone, and with the guard on the old one, which knows more ways to be left something behind. */
    @ParameterizedTest
    @MethodSource("org.asyncshowcase.house.takehome.TakenHome#rooms")
    void answersAsHereBare(String room) throws Exception {
        assumeFalse(isOld());
        answersAsHereAndLeaves(room, Level.BARE);
    }

    @ParameterizedTest
    @MethodSource("org.asyncshowcase.house.takehome.TakenHome#rooms")
    void answersAsHereWithTheGuardAndLeavesNothing(String room) throws Exception {
        assumeTrue(isOld());
        // Tomcat 7 knows the JDK of its time
        assertThat(answersAsHereAndLeaves(room, Level.GUARDED))
                .filteredOn(line -> !line.contains("ObjectStreamClass$Caches")).isEmpty();
    }

    private boolean isOld() {
        return empty.toString().contains(" 7.");
    }

    /** What was logged when it left. */
    private List<String> answersAsHereAndLeaves(String room, Level level) throws Exception {
        Path war = TakenHomeWar.pack(room, level);
        App app = empty.deploy(war);

        Rooms.takenHome(app, level).ask(room);
        int before = app.warnings().size();
        empty.undeploy(war);
        Files.delete(war);
        return app.warnings().subList(before, app.warnings().size());
    }
}
