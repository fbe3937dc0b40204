package org.asyncshowcase.container;

import org.asyncshowcase.TakenHome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.asyncshowcase.container.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Each room in an empty application of Servlet 3.0 into which only what its lists name was copied: {@link TakenHome}. */
class TakeItHomeIT {

    private static String version;
    private static App empty;

    @BeforeAll
    static void start() throws Exception {
        version = Tomcat.versions("7").findFirst().orElseThrow();
        empty = App.start(version, "TakeItHomeIT", TakenHomeWar.packEmpty());
    }

    @AfterAll
    static void stop() {
        empty.close();
    }

    @ParameterizedTest
    @MethodSource("org.asyncshowcase.TakenHome#rooms")
    void runsAndLeavesWithoutAWarning(String room) throws Exception {
        App app = empty.deploy(TakenHomeWar.pack(room, version));

        Rooms.ask(room, app);
        if (room.equals("blocking")) {
            // none of the partners is here
            assertProblem(app.get("/blocking/client?delay=0"), 503);
        }
        assertThat(app.manage("undeploy?path=/" + room)).startsWith("OK");
        // Tomcat 7 knows the JDK of its time
        assertThat(app.warnings()).filteredOn(line -> !line.contains("ObjectStreamClass$Caches")).isEmpty();
    }
}
