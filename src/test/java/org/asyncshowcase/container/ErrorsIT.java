package org.asyncshowcase.container;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofInputStream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.Problems.assertErrorPage;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** One shape for every failure, JSON or a page by {@code Accept}, whoever noticed it: a room, Spring or Tomcat. */
@Runs(on = On.EACH_TOMCAT)
@WithApp
class ErrorsIT {

    /**
     * With so many types in this order Java's sort finds that Spring 5.2's comparator contradicts itself (spring-framework
     * 27488).
     */
    private static final String UNSORTABLE = IntStream.range(0, 32)
            .mapToObj(i -> List.of("a/*", "a/b", "b/c;q=.4").get(i * i % 14 % 3)).collect(joining(","));
    private static final byte[] TOO_LARGE = new byte[41 * 1024 * 1024];
    /** As Chrome sends it. */
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Parameter
    App app;

    /** Below WEB-INF and META-INF it is Tomcat that refuses, before any servlet of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/callable/nope", "/callable/body/", "/stream/", "/stream/quotes/", "/stream/log/",
            "/reactive/ndjson/", "/report/",
            "/static/css/nope.css", "/orders/nope", "/error", "/source/nope.java",
            "/static/%252e%252e/WEB-INF/web.xml", "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF"})
    void answers404(String path) throws Exception {
        assertProblem(app.get(path, JSON), 404);
        assertErrorPage(app.get(path, BROWSER), 404);
    }

    @Test
    void answers405AndTheMethodsThatAreAllowed() throws Exception {
        HttpResponse<String> response = app.send(app.request("/quotes").DELETE());

        assertProblem(response, 405);
        assertThat(header(response, "Allow")).isEqualTo("POST");
        assertErrorPage(app.get("/quotes", HTML), 405);
    }

    @Test
    void answers406() throws Exception {
        assertProblem(app.get("/status", "text/csv"), 406);
        assertErrorPage(app.get("/status", HTML), 406);
        assertProblem(app.get("/status", "no type at all"), 406);
    }

    @Test
    void answers406BeforeAnythingIsDone() throws Exception {
        String utf16 = JSON + ";charset=UTF-16";

        assertProblem(app.post("/orders", FORM, "symbol=NOTPLACED&quantity=1", utf16), 406);
        assertProblem(app.post("/orders", JSON, "{\"symbol\":\"NOTPLACED\",\"quantity\":1}", utf16), 406);
        assertProblem(app.post("/quotes", FORM, "symbol=ACME&price=1", utf16), 406);
        assertProblem(app.get("/reactive/list", utf16), 406);

        assertThat(app.get("/orders", JSON).body()).doesNotContain("NOTPLACED");
    }

    @Test
    void answersWhereAcceptCannotBeSorted() throws Exception {
        assertProblem(app.get("/nope", UNSORTABLE), 404);
        assertProblem(app.get("/quotes", UNSORTABLE), 405);
        assertProblem(app.get("/deferred/rejected", UNSORTABLE), 503);
        assertThat(app.get("/status", UNSORTABLE).statusCode()).isEqualTo(200);
        assertThat(app.get("/orders", UNSORTABLE).statusCode()).isEqualTo(200);
    }

    /** HttpServlet's own answer, of which web.xml must have an error page. */
    @Test
    void answers501WhereAServletDoesNotKnowTheMethod() throws Exception {
        assertProblem(app.send(app.request("/textbook/servlet/dispatch").method("BREW", BodyPublishers.noBody())), 501);
    }

    /** Also where no controller answers. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/status", "/stream", "/reactive", "/textbook", "/textbook/callable",
            "/static/css/showcase.css",
            "/source/org/asyncshowcase/rooms/example/Answer.java"})
    void answers400ToAnUnknownLanguage(String path) throws Exception {
        assertThat(assertProblem(app.get(path + "?lang=xx", JSON), 400)).startsWith("lang: ");
        assertErrorPage(app.get(path + "?zone=xx", BROWSER), 400);
    }

    /** Whatever would read it: a handler, Tomcat for the parameters of a form, nobody. */
    @ParameterizedTest
    @CsvSource({"POST,/quotes,application/json", "POST,/orders,application/json", "PUT,/nope,text/plain",
            "GET,/static/css/showcase.css,text/plain", "POST,/orders,application/x-www-form-urlencoded",
            "POST,/callable/upload,multipart/form-data; boundary=x"})
    void answers413BeforeTheBodyIsSent(String method, String path, String type) throws Exception {
        for (String length : new String[] {"42000000", "5000000000"}) {
            try (RawRequest request =
                    RawRequest.send(app, method, path, "Content-Type: " + type, "Content-Length: " + length)) {
                assertThat(request.readStatus()).isEqualTo(413);
            }
        }
    }

    @Test
    void answers413WhereABodyPassesTheLimit() throws Exception {
        String large = "{\"symbol\":\"" + "A".repeat(100_000) + "\",\"price\":1}";

        assertThat(assertProblem(app.send(chunked("/quotes", JSON, large)), 413)).contains("larger than the limit");
        assertErrorPage(app.send(chunked("/orders", JSON, large).header("Accept", BROWSER)), 413);
        assertThat(app.send(chunked("/quotes", JSON, "{\"symbol\":\"ACME\",\"price\":1}")).statusCode()).isEqualTo(202);
    }

    /** Tomcat reads it, and tells nobody where it stops. */
    @Test
    void answers411ToAFormThatDoesNotTellItsLength() throws Exception {
        assertProblem(app.send(chunked("/orders", FORM, "symbol=ACME&quantity=1")), 411);
        assertErrorPage(app.send(chunked("/orders", FORM, "symbol=ACME&quantity=1").header("Accept", BROWSER)), 411);
    }

    private HttpRequest.Builder chunked(String path, String type, String body) {
        return app.request(path).header("Content-Type", type)
                .POST(ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))));
    }

    @Test
    void answers413ToAFileOverTheLimit() throws Exception {
        assertThat(assertProblem(app.send(Multipart.uploadInChunks(app, "large", TOO_LARGE)), 413))
                .isEqualTo("the body is larger than the limit of 40 MB");
        assertErrorPage(app.send(Multipart.uploadInChunks(app, "large", TOO_LARGE).header("Accept", BROWSER)), 413);
    }

    /** Tomcat 11 refuses such parameters, older ones leave them out. */
    @ParameterizedTest
    @ValueSource(strings = {"/blocking/body?%ff=%fe", "/callable/body?delay=%C0%80", "/reactive/body?=&delay=0",
            "/reactive/mono?delay=0&&=",
            "/textbook/callable?%ff=%fe", "/?%ff=%fe", "/textbook/servlet/dispatch?%ff=%fe"})
    void neverAnswers500ToParametersThatCannotBeDecoded(String path) throws Exception {
        assertThat(app.get(path).statusCode()).isIn(200, 400);
    }

    @Test
    void answers415() throws Exception {
        assertProblem(app.post("/quotes", "text/plain", "ACME 1", JSON), 415);
        assertErrorPage(app.post("/quotes", "text/plain", "ACME 1", HTML), 415);
    }

    /** The type of a body, not of an answer. */
    @ParameterizedTest
    @CsvSource({"*/*,/nope", "text/*,/quotes", "application/*+json;charset=UTF-8,/orders", "*/*,/status"})
    void answers415ToABodyOfAnyType(String type, String path) throws Exception {
        assertProblem(app.post(path, type, "{}", JSON), 415);
        assertErrorPage(app.post(path, type, "{}", BROWSER), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "null", "[]", "{\"symbol\":\"A\",\"price\":1,\"quantity\":1} {}"})
    void answers400ToMalformedJson(String body) throws Exception {
        assertProblem(app.post("/quotes", JSON, body, JSON), 400);
        assertErrorPage(app.post("/orders", JSON, body, BROWSER), 400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/quotes | {\"price\":1}                      | symbol",
                    "/quotes | {\"symbol\":\"acme\",\"price\":1}   | symbol",
            "/quotes | {\"symbol\":[\"A\"],\"price\":1}   | symbol", "/quotes | {\"symbol\":\"ACME\"}               | price",
            "/quotes | {\"symbol\":\"ACME\",\"price\":0}  | price",  "/quotes | {\"symbol\":\"A\",\"price\":\"x\"}  | price",
            "/orders | {\"symbol\":\"A\",\"quantity\":0}  | quantity", "/orders | {\"quantity\":1}                 | symbol",
            "/quotes | {\"symbol\":\"A\",\"price\":1,\"symbol\":\"B\"} | symbol",
            "/orders | {\"symbol\":\"A\",\"quantity\":1,\"quantity\":2} | quantity",
            "/orders | {\"symbol\":\"A\",\"quantity\":1000001} | quantity"})
    void names400sFieldInJson(String path, String body, String field) throws Exception {
        assertThat(assertProblem(app.post(path, JSON, body, JSON), 400)).startsWith(field + ": ");
    }

    @ParameterizedTest
    @CsvSource({"/quotes,price=1,symbol", "/quotes,symbol=ACME&price=-1,price", "/quotes,symbol=ACME&price=1e9,price",
            "/orders,symbol=&quantity=1,symbol", "/orders,symbol=ACME&quantity=1.5,quantity"})
    void names400sFieldInAForm(String path, String form, String field) throws Exception {
        assertThat(assertProblem(app.post(path, FORM, form, JSON), 400)).startsWith(field + ": ");
    }

    @Test
    void names400sPartInAnUploadWithoutAFile() throws Exception {
        HttpResponse<String> response = app.send(app.request("/callable/upload").POST(noBody())
                .header("Content-Type", "multipart/form-data; boundary=x").header("Accept", JSON));

        assertThat(assertProblem(response, 400)).isNotBlank();
    }
}
