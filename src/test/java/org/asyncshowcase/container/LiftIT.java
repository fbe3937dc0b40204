package org.asyncshowcase.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.testing.Jdk;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The rules still lead to Spring 7: to run the tests there takes as long as this build, and is {@code .ci/lift}. */
@Runs(on = On.OLD, inMatrixOnly = true)
class LiftIT {

    @Test
    void compilesTheTestsOfSpring7() throws IOException, InterruptedException {
        assumeTrue(Jdk.of("11@25").isPresent());
        Path log = Path.of("target/lift.log");
        ProcessBuilder lift = new ProcessBuilder("java", "src/lift/Lift.java", "7.0", "-ntp", "-q",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"), "test-compile")
                .redirectErrorStream(true).redirectOutput(log.toFile());
        lift.environment().merge("PATH", System.getProperty("maven.home") + "/bin",
                (path, maven) -> maven + File.pathSeparator + path);
        Process process = lift.start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();

        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Path.of("target/lift/7.0/target/test-classes/org/asyncshowcase/UrlTests.class")).exists();
    }
}
