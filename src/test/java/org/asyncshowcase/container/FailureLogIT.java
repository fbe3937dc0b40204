package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.stream.Collectors.toList;
import static org.asyncshowcase.testing.Problems.assertErrorPage;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What fails outside of MVC is answered in the one shape, and is in the log once, with the id of its request. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@ParameterizedClass(name = "{0}")
@MethodSource("apps")
class FailureLogIT {

    private static final String FAILING = "org/asyncshowcase/failing";

    @Parameter
    App app;

    static Stream<App> apps() throws IOException {
        Path war = pack();
        return Runs.Here.containers(FailureLogIT.class)
                .map(each -> App.start(each, "FailureLogIT", war, "-Devents.ticker.period=0"));
    }

    @ParameterizedTest
    @CsvSource({"/failing/timeout, 500, failed: nobody said why", "/failing/error, 500, failed: nobody said why",
            "/failing/refused, 503, answered 503: no room here", "/failing/throw, 500, failed",
            "/failing/filter, 500, failed", "/failing.jsp, 500, failed"})
    void isLoggedOnceAndAnsweredInTheFormatOfTheClient(String path, int status, String said) throws Exception {
        int before = app.log().length();

        assertProblem(ask(path, "application/json", said), status);
        HttpResponse<String> page = ask(path, "text/html", said);
        assertErrorPage(page, status);
        assertThat(page.body()).contains("<title>" + status + " ");

        assertThat(app.log().substring(before)).doesNotContain("SEVERE");
    }

    /** Tomcat sees these exceptions first, and logs them too: without the id. */
    @ParameterizedTest
    @CsvSource({"/failing/io, 500", "/failing/started, 500"})
    void isLoggedOnceWithTheIdWhereTomcatLogsItToo(String path, int status) throws Exception {
        assertProblem(ask(path, "application/json", "failed"), status);
    }

    @ParameterizedTest
    @CsvSource({"/failing/status, 502", "/textbook/deferred/timeout, 503", "/callable/rejected, 503",
            "/textbook/servlet/timeout, 503"})
    void isLoggedOnceWhoeverSetsTheStatus(String path, int status) throws Exception {
        assertThat(ask(path, "application/json", "answered " + status).statusCode()).isEqualTo(status);
    }

    /** The guard answers outside of the dispatches. */
    @AfterParameterizedClassInvocation
    static void logsAStopsAnswerToo(App app) throws Exception {
        CompletableFuture<HttpResponse<String>> parked =
                app.sendAsync(app.request("/deferred/body").header("X-Request-Id", "stopped"));
        app.awaitParked(1);

        app.manage("undeploy?path=/failing");

        assertThat(parked.join().statusCode()).isEqualTo(503);
        assertThat(app.log().lines().filter(line -> line.contains("] stopped "))).hasSize(1);
    }

    private HttpResponse<String> ask(String path, String accept, String said) throws Exception {
        String id = UUID.randomUUID().toString();
        HttpResponse<String> response = app.send(app.request(path).header("Accept", accept).header("X-Request-Id", id));
        await().until(() -> app.log().contains(id));
        List<String> lines = app.log().lines().filter(line -> line.contains(id)).collect(toList());
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains(status(response) + " [", path + " " + said);
        return response;
    }

    private static String status(HttpResponse<String> response) {
        return response.statusCode() == 500 ? "ERROR" : "INFO ";
    }

    /** The WAR of the build, with what fails. */
    private static Path pack() throws IOException {
        Path war = Files.createDirectories(Path.of("target/failing")).resolve("failing.war");
        Files.copy(Tomcat.WAR, war, REPLACE_EXISTING);
        try (FileSystem files = FileSystems.newFileSystem(war, (ClassLoader) null);
                Stream<Path> classes = Files.list(Path.of("target/test-classes", FAILING))) {
            Path target = Files.createDirectories(files.getPath("WEB-INF/classes", FAILING));
            for (Path each : classes.collect(toList())) {
                Files.copy(each, target.resolve(each.getFileName().toString()));
            }
            // web.xml forbids scriptlets
            Files.writeString(files.getPath("failing.jsp"), "<% throw new IllegalStateException(); %>");
        }
        return war;
    }
}
