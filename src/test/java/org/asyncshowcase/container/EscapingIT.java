package org.asyncshowcase.container;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertErrorPage;
import static org.assertj.core.api.Assertions.assertThat;

/** What a user types is text: in a page, in JSON and in the log. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp
class EscapingIT {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String ENCODED_SCRIPT = "%3Cscript%3Ealert(1)%3C/script%3E";

    @Parameter
    App app;

    @ParameterizedTest
    @ValueSource(strings = {"/quotes", "/orders"})
    void refusesAScriptAsSymbol(String path) throws Exception {
        String form = "symbol=" + ENCODED_SCRIPT + "&price=1&quantity=1";

        // as a browser asks
        HttpResponse<String> response = app.post(path, FORM, form, HTML + ",*/*;q=0.8");

        assertErrorPage(response, 400);
        assertThat(response.body()).doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/" + ENCODED_SCRIPT, "/orders/" + ENCODED_SCRIPT, "/static/" + ENCODED_SCRIPT})
    void escapesAScriptInThePath(String path) throws Exception {
        HttpResponse<String> response = app.get(path, HTML);

        assertErrorPage(response, 404);
        assertThat(response.body()).doesNotContain("<script>alert");
    }

    @Test
    void escapesTheNameOfAFileInThePage() throws Exception {
        HttpResponse<String> response = app.send(upload(SCRIPT).header("Accept", HTML));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(response.body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
    }

    @Test
    void tellsTheNameOfAFileAsItIsInJson() throws Exception {
        HttpResponse<String> response = app.send(upload(SCRIPT));

        assertThat(header(response, "Content-Type")).startsWith("application/json");
        assertThat(json(response).get("name").asText()).isEqualTo(SCRIPT);
    }

    @Test
    void keepsCharactersBeyondAscii() throws Exception {
        assertThat(json(app.send(upload("Grüße 5 €.txt"))).get("name").asText()).isEqualTo("Grüße 5 €.txt");
        assertThat(app.send(upload("Grüße 5 €.txt").header("Accept", HTML)).body()).contains("Grüße 5 €.txt");
    }

    /**
     * An encoded word (RFC 2047) has no place in a form: Spring's other resolver would have javax.mail decode it, and fail.
     */
    @Test
    void keepsANameThatLooksEncoded() throws Exception {
        assertThat(json(app.send(upload("=?x?="))).get("name").asText()).isEqualTo("=?x?=");
    }

    @Test
    void leavesNoForgedLineInTheLog() throws Exception {
        String forged = "%0D%0Aforged";
        app.post("/quotes", FORM, "price=1&symbol=A" + forged, HTML + ",*/*;q=0.8");
        app.post("/orders?delay=0" + forged, FORM, "quantity=1&symbol=A" + forged, HTML);
        app.get("/callable/error?delay=0&timeline=" + forged);
        app.get("/callable/error" + forged);
        app.get("/task/error?delay=0&executor=partner" + forged);
        app.get("/deferred/quotes?after=" + forged);

        assertThat(app.log().lines()).noneMatch(line -> line.startsWith("forged"));
    }

    /** As he types them again and again. */
    @Test
    void leaveNothingInTheLogOfWhatAStrangerProbes() throws Exception {
        for (String path : new String[] {"/static/WEB-INF/web.xml", "/static/META-INF/x%E2%80%AEy", "/source/WEB-INF/",
                "/static/..%2f..%2fWEB-INF/web.xml",
                "/source/%252e%252e/%252e%252e/x", "/static/http://example.com/x", "/static/file:/etc/passwd",
                "/WEB-INF/web.xml", "/nope%E2%80%AE"}) {
            assertThat(app.get(path).statusCode()).as(path).isBetween(400, 499);
        }

        assertThat(app.warnings()).isEmpty();
    }

    private HttpRequest.Builder upload(String name) {
        return Multipart.upload(app, name, "content".getBytes(UTF_8));
    }
}
