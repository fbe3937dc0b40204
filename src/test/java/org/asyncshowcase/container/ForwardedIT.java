package org.asyncshowcase.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.asyncshowcase.forwarded.WhoAskedServlet;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;

/** Tomcat's bug 66068: what its RemoteIpValve knows between two dispatches. docs/proxies.md. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp
class ForwardedIT {

    private static final String ASKED = "https 203.0.113.7\n";

    @Parameter
    App app;

    @Test
    void keepsWhoAskedForTheDispatchesAndOnANewTomcatForAWorkerToo() throws Exception {
        boolean old = app.toString().startsWith("Tomcat 7.");
        Path war = pack();
        App forwarded = app.deploy(war);
        try {
            String seen = forwarded.send(forwarded.request("/asked").header("X-Forwarded-For", "203.0.113.7")
                    .header("X-Forwarded-Proto", "https")).body();

            assertThat(seen.replace("\r", "")).isEqualTo("REQUEST " + ASKED + "worker " + (old ? "http 127.0.0.1\n" : ASKED)
                    + "ASYNC " + ASKED + "\n");
        } finally {
            app.undeploy(war);
        }
    }

    private static Path pack() throws Exception {
        Path war = Files.createDirectories(Path.of("target/forwarded")).resolve("forwarded.war").toAbsolutePath();
        String name = WhoAskedServlet.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
            Files.copy(Path.of("target/test-classes", name), zip);
        }
        return war;
    }
}
