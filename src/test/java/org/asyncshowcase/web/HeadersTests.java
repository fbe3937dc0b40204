package org.asyncshowcase.web;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** What the two filters change in a request and in its answer. */
class HeadersTests {

    private final MockHttpServletRequest sent = new MockHttpServletRequest("GET", "/");
    private final MockHttpServletResponse answered = new MockHttpServletResponse();
    private HttpServletRequest request;
    private HttpServletResponse response;

    @Test
    void hidesAHeaderHoweverItIsAskedFor() throws Exception {
        sent.addHeader("Range", "bytes=0-1");
        sent.addHeader("X-Kept", "kept");
        filter("Range");

        assertThat(request.getHeader("range")).isNull();
        assertThat(request.getHeaders("RANGE").hasMoreElements()).isFalse();
        assertThat(Collections.list(request.getHeaderNames())).containsExactly("X-Kept");
        assertThat(request.getHeader("X-Kept")).isEqualTo("kept");
    }

    @Test
    void comparesETagsAsBefore() throws Exception {
        sent.addHeader("If-None-Match", "\"a\" ,  W/\"b\",\"c\"");
        filter();

        for (String etag : new String[] {"a", "b", "c"}) {
            assertThat(new ServletWebRequest(request, new MockHttpServletResponse()).checkNotModified(etag)).as(etag)
                    .isTrue();
        }
        assertThat(new ServletWebRequest(request, new MockHttpServletResponse()).checkNotModified("d")).isFalse();
    }

    @Test
    void leavesToTheHandlerHowItsAnswerIsKept() throws Exception {
        filter();
        response.addHeader("Cache-Control", "no-store");
        response.addHeader("Vary", "X-Other");

        assertThat(answered.getHeaders("Cache-Control")).containsExactly("no-store");
        assertThat(answered.getHeaders("Vary")).containsExactly("Accept", "X-Other");
    }

    /** As where CORS is configured, and files have ranges. */
    @Test
    void tellsWhatAnAnswerDependsOnUnlessItIsHidden() throws Exception {
        filter();
        response.addHeader("Vary", "Origin");
        response.setHeader("Accept-Ranges", "bytes");
        assertThat(answered.getHeaders("Vary")).containsExactly("Accept", "Origin");
        assertThat(answered.getHeader("Accept-Ranges")).isEqualTo("bytes");

        answered.reset();
        filter("Origin", "Range");
        response.addHeader("Vary", "Origin");
        response.setHeader("Accept-Ranges", "bytes");
        assertThat(answered.getHeaders("Vary")).containsExactly("Accept");
        assertThat(answered.getHeader("Accept-Ranges")).isNull();
    }

    private void filter(String... hidden) throws Exception {
        AnswerHeadersFilter answers = new AnswerHeadersFilter(Map.of("Vary", "Accept", "Cache-Control", "no-cache"),
                Set.of(hidden));
        new RequestRepairFilter(Set.of(hidden), "socket").doFilter(sent, answered, (repaired, plain) ->
                answers.doFilter(repaired, plain, (seen, wrapped) -> {
                    request = (HttpServletRequest) seen;
                    response = (HttpServletResponse) wrapped;
                }));
    }
}
