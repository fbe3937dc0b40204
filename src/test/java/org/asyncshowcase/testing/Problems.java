package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What every failure looks like to a client. */
public final class Problems {

    private Problems() {
    }

    /** The failure as JSON; returns its detail. */
    public static String assertProblem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(App.header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(App.json(response).fieldNames()).toIterable()
                .containsExactly("status", "title", "detail", "path");
        assertThat(App.json(response).get("status").asInt()).isEqualTo(status);
        assertThat(App.json(response).get("path").asText()).isEqualTo(response.uri().getRawPath());
        assertTellsNoSecret(response);
        return App.json(response).get("detail").asText();
    }

    /** The failure as the application's page. */
    public static void assertErrorPage(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(App.header(response, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(response.body()).containsOnlyOnce("async-showcase</title>").contains(status + " ");
        assertTellsNoSecret(response);
    }

    private static void assertTellsNoSecret(HttpResponse<String> response) {
        assertThat(response.body()).doesNotContain("Exception", "\tat ", "org.springframework", "org.apache", "java.lang");
        assertThat(response.headers().map()).doesNotContainKey("Set-Cookie");
        assertThat(App.header(response, "Retry-After") != null).isEqualTo(response.statusCode() == 503);
    }
}
