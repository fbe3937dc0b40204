package org.asyncshowcase.container;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertErrorPage;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The same application without web.xml's filters, servlets and listeners, and without mvc.xml: each cell of the grid, and
 * more.
 */
@Runs(on = On.NEW, inMatrixOnly = true)
@WithApp(value = {"-Devents.ticker.period=0", "-Dasync.timeout=2000", "-Dtask.timeout=500", "-Dreactive.timeout=500",
        "-Ddeferred.timeout=2000"}, javaConfig = true)
class JavaConfigIT extends GridIT {

    @Test
    void hasNoXmlOfWhatIsSaidInJava() throws Exception {
        assertThat(app.tomcat().base().resolve("webapps/async-showcase/WEB-INF/spring/web/mvc.xml")).doesNotExist();
        assertThat(app.tomcat().base().resolve("webapps/async-showcase/WEB-INF/web.xml")).content()
                .doesNotContain("<filter", "<servlet", "<listener", "<context-param");
    }

    @Test
    void recordsBothDispatchesAndWhatMvcTellsItsInterceptors() throws Exception {
        app.get("/callable/body?delay=0&timeline=java");
        await().until(() -> json(app.get("/lifecycle/java")).get("complete").asBoolean());

        JsonNode timeline = json(app.get("/lifecycle/java"));
        assertThat(timeline.get("dispatches").asInt()).isEqualTo(2);
        assertThat(timeline.get("events").findValuesAsText("name"))
                .contains("preHandle", "startAsync", "preProcess", "postProcess",
                "afterConcurrentHandlingStarted", "dispatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/callable/view?delay=0", "/static/css/showcase.css", "/nope", "/textbook",
            "/textbook/callable"})
    void setsTheHeadersOfTheFiltersOnEveryAnswer(String path) throws Exception {
        HttpResponse<String> response = app.get(path, HTML);

        assertThat(header(response, "Content-Security-Policy")).contains("default-src");
        assertThat(header(response, "X-Request-Id")).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/callable/body/", "/callable/body.json", "/WEB-INF/web.xml", "/textbook/nope"})
    void answers404AsWebXmlHasIt(String path) throws Exception {
        assertProblem(app.get(path), 404);
        assertErrorPage(app.get(path, HTML), 404);
    }

    @Test
    void hasTheOtherServletsToo() throws Exception {
        assertThat(app.get("/textbook/servlet/dispatch").body()).contains("written by the ASYNC dispatch");
        assertThat(app.get("/textbook/deferred").body()).contains("set by textbook-timer-");
    }

    @Test
    void startsWithoutAWarningOfItsOwn() {
        assertThat(app.warnings()).noneMatch(line -> line.contains("javaconfig") || line.contains("BeanPostProcessor"));
    }
}
