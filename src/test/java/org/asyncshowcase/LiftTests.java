package org.asyncshowcase;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that take the sources up to a newer Spring, as far as no Maven is needed for it; the rest is {@code .ci/lift}.
 */
class LiftTests {

    @Test
    void changeSomethingEach() throws Exception {
        assertThat(lift("check")).contains("target/lift/check/5.3", "target/lift/check/6.2", "target/lift/check/7.0");

        assertThat(Files.readString(Path.of("target/lift/check/7.0/pom.xml")))
                .contains("<version>7.0.", "jakarta.servlet-api");
        assertThat(Path.of("target/lift/check/7.0/src/main/java/org/asyncshowcase/web/UploadResolver.java"))
                .hasSameTextualContentAs(Path.of("src/lift/UploadResolver.java"));
    }

    @Test
    void areToldInTheGuideAsTheyAre() throws Exception {
        assertThat(Files.readString(Path.of("docs/lift.md"))).contains(lift("rules"));
    }

    private static String lift(String command) throws IOException, InterruptedException {
        Process lift = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "src/lift/Lift.java", command)
                .redirectErrorStream(true).start();
        String told = new String(lift.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lift.waitFor()).as(told).isZero();
        return told;
    }
}
