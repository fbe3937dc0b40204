package org.asyncshowcase.container;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.Login;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertErrorPage;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What strangers may send and see: docs/security.md. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", Login.SETTING})
class SecurityIT {

    private static final String ORDER = "symbol=ACME&quantity=1&delay=0";

    @Parameter
    App app;

    @ParameterizedTest
    @CsvSource({"/quotes, 'symbol=ACME&price=1', 202", "/orders, 'symbol=ACME&quantity=1&delay=0', 200",
            "/callable/upload, a, 415", "/doctor, a, 415", "/load, a, 415", "/textbook/mono/body, a, 415",
            "/textbook/broadcast/none/stalled, a, 400", "/nope, a, 404"})
    void aPostNeedsATokenOrAPassword(String path, String body, int status) throws Exception {
        HttpResponse<String> without = app.send(post(app.stranger(path), body));
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(json(without).get("detail").asText()).contains("curl -u", "XSRF-TOKEN", "_csrf");
        assertProblem(app.send(post(app.stranger(path).headers("Cookie", "XSRF-TOKEN=a", "X-XSRF-TOKEN", "b"), body)), 403);
        assertErrorPage(app.send(post(app.stranger(path).header("Cookie", "XSRF-TOKEN=a"), body).setHeader("Accept", HTML)),
                403);
        // as a browser would send by itself what it has kept
        assertThat(app.send(post(Login.script(app, path).header("Cookie", "a=b"), body)).statusCode()).isEqualTo(403);

        assertThat(app.send(post(app.request(path), body)).statusCode()).isEqualTo(status);
        assertThat(app.send(post(Login.script(app, path), body)).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"/, publish", "/orders, ''", "/login, ''"})
    void aFormOfAPageHasAToken(String path, String form) throws Exception {
        HttpResponse<String> page = app.send(app.stranger(path).header("Accept", HTML));
        String token = page.body().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");

        assertThat(page.headers().allValues("Set-Cookie")).anySatisfy(cookie ->
                assertThat(cookie).startsWith("XSRF-TOKEN=" + token + ";").containsIgnoringCase("Path=/async-showcase/"))
                .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        assertThat(app.send(post(app.stranger("/quotes").header("Cookie", "XSRF-TOKEN=" + token),
                "symbol=ACME&price=1&_csrf=" + token)).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/callable/body?delay=0", "/static/css/showcase.css", "/report?steps=1",
            "/nope"})
    void lookingMakesNoSessionAndNoCookie(String path) throws Exception {
        assertThat(app.send(app.stranger(path)).headers().map()).doesNotContainKey("Set-Cookie");
    }

    /** The table of docs/security.md, cell by cell. */
    @ParameterizedTest
    @CsvSource({
            // path, a stranger, from this machine, a user
            "/status, 200, 200, 200",
            "/lifecycle, 403, 200, 200",
            "/lifecycle/visitors, 200, 200, 200",
            "/lifecycle/users, 404, 404, 200",
            "/orders/visitors, 404, 404, 404",
            "/orders/users, 404, 404, 200",
            "/stream/log, 403, 200, 200",
            "/metrics, 403, 200, 200"})
    void showsStrangersNothingThatIsNotTheirs(String path, int stranger, int local, int user) throws Exception {
        app.send(app.stranger("/status?timeline=visitors"));
        app.send(Login.script(app, "/status?timeline=users"));
        String asked = path.startsWith("/orders/")
                ? own(app.send(post(path.endsWith("users") ? Login.script(app, "/orders") : app.request("/orders"), ORDER)))
                : path;

        assertThat(status(app.stranger(asked).header("X-Forwarded-For", "203.0.113.9"))).isEqualTo(stranger);
        assertThat(status(app.stranger(asked))).isEqualTo(local);
        assertThat(status(Login.script(app, asked).header("X-Forwarded-For", "203.0.113.9"))).isEqualTo(user);
    }

    /** Of a stream the head is enough. */
    private int status(HttpRequest.Builder request) throws Exception {
        try (EventStream stream = EventStream.open(request)) {
            return stream.response().statusCode();
        }
    }

    @Test
    void doesNotTakeAnotherNameOfThisMachineOrOfThePathForALocalRequest() throws Exception {
        for (String[] each : new String[][] {{"/stream/log", "Host: host.example"},
                {"/stream/log", "Host: localhost", "X-Real-IP: 203.0.113.9"}, {"/stream/log?x", "Host: host.example"},
                {"/stream;x/log", "Host: host.example"}, {"/stream/%6cog", "Host: host.example"},
                {"/./stream/log", "Host: host.example"}, {"//stream/log", "Host: host.example"},
                {"/stream/log/", "Host: host.example"}, {"/lifecycle", "Host: host.example"}}) {
            try (RawRequest request =
                    RawRequest.send(app, "GET", each[0], List.of(each).subList(1, each.length).toArray(String[]::new))) {
                assertThat(request.readStatus()).as(String.join(" ", each)).isIn(400, 403, 404);
            }
        }
    }

    @Test
    void anOrderIsItsOwners() throws Exception {
        String path = own(app.send(post(app.stranger("/orders").headers("Cookie", "XSRF-TOKEN=a", "X-XSRF-TOKEN", "a")
                .header("Cookie", "visitor=" + UUID.randomUUID()), ORDER + "&clientRef=same")));
        HttpResponse<String> other = app.send(post(app.request("/orders"), ORDER + "&clientRef=same"));

        assertThat(own(other)).isNotEqualTo(path).matches("/orders/[0-9a-f-]{36}");
        assertProblem(app.send(app.request(path).header("Accept", JSON)), 404);
        assertThat(app.send(app.request(own(other)).header("Accept", JSON)).statusCode()).isEqualTo(200);
        assertThat(app.get("/orders", JSON).body()).contains(json(other).get("id").asText())
                .doesNotContain(path.substring(8));
    }

    /** One who has none gets a cookie that no script of a page can read. */
    @Test
    void makesAVisitorOfWhoeverPlacesAnOrder() throws Exception {
        HttpResponse<String> placed = app.send(
                post(app.stranger("/orders").headers("Cookie", "XSRF-TOKEN=a", "X-XSRF-TOKEN", "a"), ORDER));
        String cookie = header(placed, "Set-Cookie");

        assertThat(cookie).matches("visitor=[0-9a-f-]{36}; Path=/async-showcase/; HttpOnly; SameSite=Strict");
        assertThat(app.send(app.stranger(own(placed)).header("Cookie", cookie.split(";")[0]).header("Accept", JSON))
                .statusCode()).isEqualTo(200);
    }

    /** Bz: Tomcat 7 cannot change the id of a session, so that there is another session. */
    @Test
    void logsInByTheFormWithANewSessionAndOutAgain() throws Exception {
        String known = "JSESSIONID=" + header(app.send(app.stranger("/textbook/visit")), "Set-Cookie")
                .replaceFirst(".*JSESSIONID=([^;]+).*", "$1");
        HttpResponse<String> in = login("right", known);
        String session = in.headers().allValues("Set-Cookie").stream().filter(each -> each.startsWith("JSESSIONID"))
                .findFirst().orElseThrow();

        assertThat(header(in, "Location")).endsWith("/async-showcase/");
        assertThat(session).containsIgnoringCase("HttpOnly").doesNotStartWith(known);
        String cookie = session.split(";")[0];
        assertThat(page("/", cookie)).contains("Logged in as user");
        assertThat(page("/callable/view?delay=0", cookie)).contains("Logged in as user");
        assertThat(page("/nope", cookie)).contains("Logged in as user");
        assertThat(page("/", known)).doesNotContain("Logged in as user");

        HttpResponse<String> out = app.send(post(app.request("/logout").header("Cookie", cookie), ""));
        assertThat(out.statusCode()).isEqualTo(302);
        assertThat(page("/", cookie)).doesNotContain("Logged in as user");
    }

    @Test
    void slowsWhoeverGuesses() throws Exception {
        assertThat(header(login("wrong", "a=b"), "Location")).endsWith("/async-showcase/login?failed");
        HttpResponse<String> wrong = app.send(Login.script(app, "/status", "user", "wrong"));
        assertProblem(wrong, 401);
        assertThat(header(wrong, "WWW-Authenticate")).isEqualTo("Basic realm=\"async-showcase\"");
        for (int guess = 3; guess <= 5; guess++) {
            assertThat(app.send(Login.script(app, "/status", "user", "wrong")).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> slowed = app.send(Login.script(app, "/status"));
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(header(slowed, "Retry-After")).isEqualTo("1");
        assertThat(json(slowed).get("detail").asText()).contains("too many passwords were wrong");
        assertThat(login("right", "a=b").statusCode()).isEqualTo(429);
        await().until(() -> app.send(Login.script(app, "/status")).statusCode() == 200);
        assertThat(app.send(Login.script(app, "/status", "user", "wrong")).statusCode()).isEqualTo(401);
        assertThat(app.send(Login.script(app, "/status")).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> login(String password, String cookie) throws Exception {
        return app.send(post(app.request("/login").header("Cookie", cookie), "username=user&password=" + password));
    }

    private String page(String path, String cookie) throws Exception {
        return app.send(app.stranger(path).header("Cookie", cookie).header("Accept", HTML)).body();
    }

    private static HttpRequest.Builder post(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", FORM).header("Accept", JSON).POST(BodyPublishers.ofString(body));
    }

    private static String own(HttpResponse<String> placed) {
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(200);
        return header(placed, "Location").replace("/async-showcase", "");
    }
}
