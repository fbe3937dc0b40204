package org.asyncshowcase.container;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.asyncshowcase.container.App.FORM;
import static org.asyncshowcase.container.App.HTML;
import static org.asyncshowcase.container.App.JSON;
import static org.asyncshowcase.container.App.header;
import static org.asyncshowcase.container.Problems.assertErrorPage;
import static org.asyncshowcase.container.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** One shape for every failure, JSON or a page by {@code Accept}, whoever noticed it: a room, Spring or Tomcat. */
@OnEachTomcat
class ErrorsIT {

    private static final byte[] TOO_LARGE = new byte[11 * 1024 * 1024];
    /** As Chrome sends it. */
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Parameter
    App app;

    /** Below WEB-INF and META-INF it is Tomcat that refuses, before any servlet of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/callable/nope", "/callable/body/", "/stream/", "/stream/quotes/", "/stream/log/", "/reactive/ndjson/", "/report/",
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
    void answers413ToAFileOverTheLimit() throws Exception {
        assertProblem(app.send(Multipart.uploadInChunks(app, "large", TOO_LARGE)), 413);
        assertErrorPage(app.send(Multipart.uploadInChunks(app, "large", TOO_LARGE).header("Accept", BROWSER)), 413);
    }

    @Test
    void answers413BeforeTheFileIsSent() throws Exception {
        try (RawRequest upload = RawRequest.send(app, "POST", "/callable/upload",
                "Content-Type: multipart/form-data; boundary=x", "Content-Length: 11000000")) {
            assertThat(upload.readStatus()).isEqualTo(413);
        }
    }

    @Test
    void answers415() throws Exception {
        assertProblem(app.post("/quotes", "text/plain", "ACME 1", JSON), 415);
        assertErrorPage(app.post("/quotes", "text/plain", "ACME 1", HTML), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "null", "[]"})
    void answers400ToMalformedJson(String body) throws Exception {
        assertProblem(app.post("/quotes", JSON, body, JSON), 400);
        assertErrorPage(app.post("/orders", JSON, body, BROWSER), 400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/quotes | {\"price\":1}                      | symbol", "/quotes | {\"symbol\":\"acme\",\"price\":1}   | symbol",
            "/quotes | {\"symbol\":[\"A\"],\"price\":1}   | symbol", "/quotes | {\"symbol\":\"ACME\"}               | price",
            "/quotes | {\"symbol\":\"ACME\",\"price\":0}  | price",  "/quotes | {\"symbol\":\"A\",\"price\":\"x\"}  | price",
            "/orders | {\"symbol\":\"A\",\"quantity\":0}  | quantity", "/orders | {\"quantity\":1}                 | symbol",
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
