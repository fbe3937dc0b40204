package org.asyncshowcase.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;
import static org.assertj.core.api.Assertions.assertThat;

/** Trap 31, CVE-2022-22965: the published payload turns Tomcat's access log into a JSP, where forms are bound to objects. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp
class DataBindingIT {

    private static final String VALVE = "&class.module.classLoader.resources.context.parent.pipeline.first.";
    private static final String PAYLOAD = "symbol=ACME&price=1&quantity=1" + VALVE + "pattern=injected" + VALVE
            + "suffix=.jsp"
            + VALVE + "directory=webapps/async-showcase" + VALVE + "prefix=shell" + VALVE + "fileDateFormat=";

    @Parameter
    App app;

    @ParameterizedTest
    @ValueSource(strings = {"/quotes", "/orders?delay=0"})
    void bindsNothingButWhatItNames(String path) throws Exception {
        app.get("/status");
        List<Path> before = writtenFiles();

        assertThat(app.post(path, FORM, PAYLOAD, JSON).statusCode()).isBetween(200, 202);

        app.get("/status");
        assertThat(writtenFiles()).isEqualTo(before);
        assertThat(accessLog()).contains("\"GET /async-showcase/status HTTP/1.1\" 200").doesNotContain("injected");
    }

    private List<Path> writtenFiles() throws IOException {
        try (Stream<Path> webapps = Files.walk(app.tomcat().base().resolve("webapps"));
                Stream<Path> logs = Files.walk(app.tomcat().base().resolve("logs"))) {
            return Stream.concat(webapps, logs).sorted().collect(Collectors.toList());
        }
    }

    private String accessLog() throws IOException {
        try (Stream<Path> logs = Files.list(app.tomcat().base().resolve("logs"))) {
            return Files.readString(logs.filter(log -> log.getFileName().toString().startsWith("access")).findFirst().get());
        }
    }
}
