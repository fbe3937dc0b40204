package org.asyncshowcase.container;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.asyncshowcase.testing.App;
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
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertErrorPage;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Each page in the language of its own request, whichever thread renders it, and after whichever dispatch. */
@Runs(on = On.OLD_AND_NEW)
@WithApp
class LanguageIT {

    /** How each language calls the dispatch that a view was rendered under. */
    private static final Map<String, String> RENDERED = Map.of("en", "rendered under", "ko", "렌더링한 디스패치", "zh", "渲染时的分派");
    private static final Map<String, String> ANSWERED = Map.of("en", "the partner answered after ", "ko", "파트너가 ", "zh",
            "合作方在 ");
    private static final Map<String, String> CONFIRMED = Map.of("en", ">confirmed<", "ko", ">확인됨<", "zh", ">已确认<");
    private static final Map<String, String> NOT_FOUND = Map.of("en", "Not Found", "ko", "찾을 수 없음", "zh", "未找到");
    private static final Map<String, String> FAILED = Map.of("en", "Internal Server Error", "ko", "서버 내부 오류", "zh",
            "服务器内部错误");
    private static final Map<String, String> NO_ROOM = Map.of("en", "Service Unavailable", "ko", "서비스를 이용할 수 없음", "zh",
            "服务不可用");

    @Parameter
    App app;

    @ParameterizedTest
    @ValueSource(strings = {"/blocking/view?delay=20", "/callable/view?delay=20", "/task/view?delay=20",
            "/deferred/view?delay=0"})
    void rendersTheViewInTheLanguageOfItsRequest(String path) throws Exception {
        Map<CompletableFuture<HttpResponse<String>>, String> asked = new LinkedHashMap<>();
        for (int n = 0; n < 10; n++) {
            for (String language : RENDERED.keySet()) {
                asked.put(app.sendAsync(page(path).header("Accept-Language", language)), language);
                asked.put(app.sendAsync(page(path + "&lang=" + language).header("Accept-Language", "ko")), language);
            }
        }
        if (path.startsWith("/deferred")) {
            app.awaitParked(60);
            app.publish("ACME");
        }

        for (Map.Entry<CompletableFuture<HttpResponse<String>>, String> each : asked.entrySet()) {
            assertPage(each.getKey().join(), each.getValue(), RENDERED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "zh"})
    void rendersAnOrderInTheLanguageOfItsRequest(String language) throws Exception {
        String own = header(app.send(order("/orders?delay=50")), "Location").replace("/async-showcase", "");

        assertPage(app.send(page(own).header("Accept-Language", language)), language, CONFIRMED);
        assertPage(app.send(page(own + "?lang=" + language)), language, CONFIRMED);
    }

    /** Also the page of a failure that only the container has seen. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "zh"})
    void rendersTheErrorPagesInTheLanguageOfTheirRequests(String language) throws Exception {
        for (String path : new String[] {"/nope", "/WEB-INF/web.xml", "/static/nope", "/orders/nope"}) {
            assertErrorPage(app.send(page(path).header("Accept-Language", language)), 404);
            assertPage(app.send(page(path).header("Accept-Language", language)), language, NOT_FOUND);
            assertPage(app.send(page(path + "?lang=" + language)), language, NOT_FOUND);
        }
        for (String path : new String[] {"/blocking/error?delay=0", "/callable/error?delay=0", "/task/error?delay=0"}) {
            assertPage(app.send(page(path).header("Accept-Language", language)), language, FAILED);
            assertPage(app.send(page(path + "&lang=" + language)), language, FAILED);
        }
        assertPage(app.send(page("/callable/rejected?lang=" + language)), language, NO_ROOM);
        assertPage(app.send(page("/task/rejected").header("Accept-Language", language)), language, NO_ROOM);
    }

    @ParameterizedTest
    @CsvSource({"/, en", "/, ko", "/, zh", "/stream, en", "/stream, ko", "/stream, zh", "/orders, en", "/orders, ko",
            "/orders, zh"})
    void speaksTheLanguageThatIsAskedFor(String path, String language) throws Exception {
        HttpResponse<String> response = app.send(page(path).header("Accept-Language", language + ",de;q=0.5"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertPage(response, language,
                Map.of(language, "lang=\"" + language + "\" hreflang=\"" + language + "\" aria-current"));
        assertThat(header(response, "Content-Language")).isEqualTo(language);
        assertThat(response.headers().map()).doesNotContainKey("Set-Cookie");
    }

    /** Also what a worker answered that knows no language, and to JSON clients answers in English. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "zh"})
    void tellsTheAnswerInTheLanguageOfItsPage(String language) throws Exception {
        for (String room : new String[] {"blocking", "callable", "task", "reactive"}) {
            assertPage(app.send(page("/" + room + "/view?delay=0&lang=" + language)), language, ANSWERED);
            assertThat(json(app.get("/" + room + "/body?delay=0&lang=" + language)).get("answer").asText())
                    .startsWith("the partner answered after ");
        }
    }

    /** As it was typed, also where it cannot be decoded. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/stream", "/orders", "/nope"})
    void keepsTheQueryInTheLinksToOtherLanguages(String path) throws Exception {
        HttpResponse<String> response = app.send(page(path + "?a=%ff&lang=ko&b=%22%3E&a"));

        assertPage(response, "ko", Map.of("ko", "<a href=\"?a=%ff&amp;b=%22%3E&amp;a&amp;lang=zh\" "));
    }

    @Test
    void speaksEnglishToEverybodyElse() throws Exception {
        assertPage(app.send(page("/")), "en", Map.of("en", "Patterns and outcomes"));
        assertPage(app.send(page("/").header("Accept-Language", "de-DE,fr;q=0.5")), "en",
                Map.of("en", "Patterns and outcomes"));
    }

    @Test
    void remembersTheLanguageThatWasChosen() throws Exception {
        HttpResponse<String> chosen = app.send(page("/orders?lang=ko"));
        assertThat(chosen.headers().allValues("Set-Cookie")).hasSize(1)
                .containsExactly("lang=ko; Path=/async-showcase/; HttpOnly; SameSite=Lax");

        HttpResponse<String> next =
                app.send(page("/callable/view?delay=0").header("Cookie", "lang=ko").header("Accept-Language", "zh"));
        assertPage(next, "ko", RENDERED);
        assertThat(next.headers().map()).doesNotContainKey("Set-Cookie");
        assertPage(app.send(page("/nope").header("Cookie", "lang=ko")), "ko", NOT_FOUND);
    }

    /** The path of a request may have a semicolon in it, and a cookie's may not. */
    @Test
    void setsTheCookieForThePathOfTheApplicationHoweverItIsAskedFor() throws Exception {
        HttpResponse<String> response =
                app.send(HttpRequest.newBuilder(app.tomcat().uri("/async-showcase;Domain=x/status?lang=ko")));

        assertThat(response.headers().allValues("Set-Cookie"))
                .containsExactly("lang=ko; Path=/async-showcase/; HttpOnly; SameSite=Lax");
    }

    @Test
    void setsTheCookieOnceForAnAsyncRequest() throws Exception {
        assertThat(app.get("/callable/body?delay=0&lang=zh").headers().allValues("Set-Cookie")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "", "%3Cscript%3E", "KO", "ko-KR", "ko%0d%0aSet-Cookie:%20a=b"})
    void names400sLanguage(String language) throws Exception {
        HttpResponse<String> response = app.get("/blocking/body?delay=0&lang=" + language);

        assertThat(assertProblem(response, 400)).startsWith("lang: must be one of en, ko, zh").doesNotContain("script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars", "", "GMT%2B99"})
    void names400sZone(String zone) throws Exception {
        assertThat(assertProblem(app.get("/context/callable?delay=0&zone=" + zone), 400)).startsWith("zone: must be");
    }

    /** Its texts are written for programs, in one language. */
    @Test
    void tellsAProblemInEnglish() throws Exception {
        HttpResponse<String> response = app.get("/nope?lang=ko");

        assertThat(assertProblem(response, 404)).isEqualTo("there is nothing at this path");
        assertThat(json(response).get("title").asText()).isEqualTo("Not Found");
        assertThat(header(response, "Content-Language")).isEqualTo("en");
    }

    private static void assertPage(HttpResponse<String> response, String language, Map<String, String> texts) {
        assertThat(header(response, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(response.body()).contains("<html lang=\"" + language + "\">", texts.get(language));
    }

    private HttpRequest.Builder page(String path) {
        return app.request(path).header("Accept", HTML);
    }

    private HttpRequest.Builder order(String path) {
        return page(path).header("Content-Type", FORM).POST(BodyPublishers.ofString("symbol=ACME&quantity=1"));
    }
}
