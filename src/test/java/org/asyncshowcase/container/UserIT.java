package org.asyncshowcase.container;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.ChangedWar;
import org.asyncshowcase.testing.Login;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The user on each thread that works for a request; and where it is missed, in a WAR that does not carry it. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
class UserIT {

    private static final String[] SETTINGS = {"-Devents.ticker.period=0", "-Dexecutors.mvc.threads=1",
            "-Dexecutors.partner.threads=1", "-Ddeferred.timeout=2000", Login.SETTING};

    @ParameterizedTest
    @ArgumentsSource(Runs.Containers.class)
    void isKnownOnEachThreadAndGoneAfterwards(String container) throws Exception {
        try (App app = App.start(container, "UserIT", SETTINGS)) {
            for (String each : List.of("callable", "task", "reactive", "event", "timeout")) {
                assertThat(seen(app, each).get("user").asText()).as(each).isEqualTo("user");
                assertThat(lines(app, each)).as(each).hasSizeGreaterThan(1)
                        .allMatch(line -> line.contains("] " + each + " user "));
            }
            assertThat(seen(app, "lost").get("user").isNull()).isTrue();
            assertThat(page(app)).contains("Logged in as user");
            assertThat(json(app.send(Login.script(app, "/lifecycle/callable"))).get("user").asText()).isEqualTo("user");

            for (String each : List.of("callable", "task", "reactive")) {
                JsonNode after = json(app.get("/context/" + each + "?delay=0"));
                assertThat(after.findValues("user")).hasSize(2).allMatch(JsonNode::isNull);
            }
            app.send(app.request("/context/callable?delay=0").header("X-Request-Id", "after"));
            assertThat(lines(app, "after")).hasSize(2).allMatch(line -> line.contains("] after - "));
        }
    }

    /** What Spring Security 5.4 has by itself, and no more: a Callable; the chain is not on ASYNC, and the log not told. */
    @ParameterizedTest
    @ArgumentsSource(Runs.Containers.class)
    void isMissedWhereNobodyCarriesIt(String container) throws Exception {
        assumeTrue(container.startsWith("7."));
        String chain = "<filter-name>springSecurityFilterChain</filter-name>\n    <url-pattern>/*</url-pattern>\n"
                + "    <dispatcher>REQUEST</dispatcher>\n";
        String log = "<custom-filter ref=\"userLog\" after=\"SERVLET_API_SUPPORT_FILTER\"/>";
        try (App app = App.start(container, "UserIT-without", ChangedWar.pack(
                "spring/web/filters/context.xml", "<bean class=\"org.asyncshowcase.rooms.context.UserAccessor\"/>", "",
                "spring/web/filters/security.xml", log, "",
                "spring/web/filters/security.xml", "\"migrateSession\"", "\"changeSessionId\"",
                "web.xml", chain + "    <dispatcher>ASYNC</dispatcher>", chain), SETTINGS)) {
            for (String each : List.of("callable", "task")) {
                assertThat(seen(app, each).get("user").asText()).as(each).isEqualTo("user");
                assertThat(lines(app, each)).as(each).hasSizeGreaterThan(1)
                        .allMatch(line -> line.contains("] " + each + " - "));
            }
            for (String each : List.of("reactive", "event", "timeout", "lost")) {
                assertThat(seen(app, each).get("user").isNull()).as(each).isTrue();
            }
            assertThat(page(app)).contains("async-showcase</title>").doesNotContain("Logged in as user");

            assertThat(logIn(app)).isEqualTo(500);
            assertThat(app.log()).contains("HttpServletRequest.changeSessionId()");
        }
    }

    /** With a session that is there before. */
    private static int logIn(App app) throws Exception {
        String cookie = header(app.send(app.stranger("/textbook/visit")), "Set-Cookie").split(";")[0];
        return app.send(app.request("/login").header("Cookie", cookie).header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("username=user&password=" + Login.PASSWORD))).statusCode();
    }

    /** What the worker's side has seen, in a request of the user whose id and timeline have the name of the case. */
    private static JsonNode seen(App app, String name) throws Exception {
        boolean parked = name.equals("event") || name.equals("timeout");
        HttpRequest.Builder request = Login.script(app, "/context/" + (parked ? "deferred" : name)
                + "?delay=0&timeline=" + name).header("X-Request-Id", name);
        String thread = name.equals("event") ? "jms-" : parked ? "http-" : "";
        // on a busy machine the time-out may be there before the event
        JsonNode answer = await().until(() -> answer(app, request, name.equals("event")),
                each -> each.at("/worker/thread").asText().startsWith(thread));
        assertThat(answer.at("/request/user").asText()).isEqualTo("user");
        return answer.get("worker");
    }

    private static JsonNode answer(App app, HttpRequest.Builder request, boolean event) throws Exception {
        CompletableFuture<HttpResponse<String>> asked = app.sendAsync(request);
        if (event) {
            app.awaitParked(1);
            app.publish("ACME");
        }
        return json(asked.join());
    }

    /** After the dispatch. */
    private static String page(App app) throws Exception {
        return app.send(Login.script(app, "/callable/view?delay=0").header("Accept", HTML)).body();
    }

    /** What BothSides logs on both threads. */
    private static List<String> lines(App app, String id) {
        List<String> lines = new ArrayList<>();
        app.log().lines().filter(line -> line.contains("] " + id + " ")).forEach(lines::add);
        return lines;
    }
}
