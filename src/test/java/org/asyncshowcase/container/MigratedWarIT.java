package org.asyncshowcase.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Rooms;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The finished WAR, taken to Jakarta EE by Tomcat's own tool and put where Tomcat converts nothing: docs/lift.md. */
@Runs(on = On.NEW, inMatrixOnly = true)
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("apps")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigratedWarIT {

    @Parameter
    App app;

    static Stream<App> apps() {
        return Runs.Here.containers(MigratedWarIT.class).map(each -> {
            migrate();
            return App.start(each, "MigratedWarIT", Tomcat.JAKARTA_WAR, "-Devents.ticker.period=0", "-Dasync.timeout=3000",
                    "-Dstream.heartbeat=500", "-Dreactive.heartbeat=500", "-XX:+BytecodeVerificationRemote");
        });
    }

    private static void migrate() {
        Path output = Path.of("target/jakarta/migration.log");
        try {
            Files.createDirectories(output.getParent());
            int status = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-jar", "target/migration/jakartaee-migration.jar", "-profile=EE",
                    Tomcat.WAR.toString(), Tomcat.JAKARTA_WAR.toString())
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
            assertThat(status).as(Files.readString(output)).isZero();
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void needsNoConversionOfTomcats() {
        assertThat(app.tomcat().base().resolve("webapps-javaee")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("org.asyncshowcase.house.takehome.TakenHome#rooms")
    void answersInEveryRoom(String room) throws Exception {
        Rooms.ask(room, app);
    }

    @Test
    void showsItsPages() throws Exception {
        for (String path : new String[] {"/", "/textbook", "/migration", "/callable/view?delay=0"}) {
            assertThat(app.get(path, App.HTML).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(app.get("/callable/timeout?delay=0").statusCode()).isEqualTo(503);
    }

    /** The end of this application. */
    @Test
    @Order(Integer.MAX_VALUE)
    void leavesWithoutAWarning() throws Exception {
        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");

        // Tomcat's own, at work for the application just now
        assertThat(app.warnings()).filteredOn(each -> !each.contains("thread named [Catalina-utility-")).isEmpty();
    }
}
