package org.asyncshowcase.web;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import javax.servlet.http.HttpServletRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.StreamUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bodies that come at once; a container test sees to the slow ones. */
class BodyLimitFilterTests {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** One body at a time: whatever becomes of it, the next one is read. */
    private final BodyLimitFilter filter = new BodyLimitFilter(16, 10, 10_000, 10_000, 1);

    @Test
    void letsTheLastByteThroughAndNotTheNext() throws Exception {
        assertThat(StreamUtils.copyToString(handed(chunked("sixteen letters.", "text/plain")).getInputStream(), UTF_8))
                .isEqualTo("sixteen letters.");
        assertThat(refusal(chunked("seventeen letters", "text/plain"))).isEqualTo(413);
        assertThat(handed(chunked("\u00fc", "text/plain")).getReader().readLine()).isEqualTo("\u00fc");
    }

    @Test
    void letsAnUploadBeLarger() throws Exception {
        assertThat(upload("a file of 20 bytes..")).isEqualTo(20);
        assertThatThrownBy(() -> upload("a file of 27 bytes.........")).isInstanceOf(BodyTooLargeException.class);
        assertThat(refusal(chunked("", "text/plain"))).isNull();
    }

    @Test
    void refusesABodyThatTakesTooLong() throws Exception {
        BodyLimitFilter impatient = new BodyLimitFilter(16, 10, 0, 0, 1);
        MockHttpServletRequest request = chunked("late", "text/plain");
        impatient.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

        assertThat(request.getAttribute("javax.servlet.error.status_code")).isEqualTo(408);
        assertThatThrownBy(() -> impatient.doFilter(chunked("late", "multipart/form-data"), new MockHttpServletResponse(),
                (upload, response) -> StreamUtils.drain(upload.getInputStream()))).isInstanceOf(BodyTooSlowException.class);
    }

    /** The container's request would not read it a second time. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a=1&b=%C3%BC+=2 | a=[0, 1] b=[\u00fc =2]", "b&a= | a=[0, ] b=[]",
            "b=%x&&c=3 | a=[0] c=[3]"})
    void readsTheParametersOfAForm(String body, String parameters) throws Exception {
        MockHttpServletRequest request = chunked(body, FORM);
        request.addHeader("Content-Length", body.length());
        request.addParameter("a", "0");

        HttpServletRequest form = handed(request);

        StringBuilder read = new StringBuilder();
        form.getParameterMap().forEach((name, values) ->
                read.append(name).append('=').append(Arrays.toString(values)).append(' '));
        assertThat(read.toString().trim()).isEqualTo(parameters);
        assertThat(form.getParameter("a")).isEqualTo("0");
        assertThat(form.getParameter("none")).isNull();
    }

    /** What the handler gets. */
    private HttpServletRequest handed(MockHttpServletRequest request) throws Exception {
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(request, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) chain.getRequest();
    }

    private Object refusal(MockHttpServletRequest request) throws Exception {
        filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        return request.getAttribute("javax.servlet.error.status_code");
    }

    /** How much its handler reads. */
    private int upload(String body) throws Exception {
        AtomicInteger read = new AtomicInteger();
        filter.doFilter(chunked(body, "Multipart/form-data; boundary=x"), new MockHttpServletResponse(),
                (request, response) -> read.set(StreamUtils.drain(request.getInputStream())));
        return read.get();
    }

    private static MockHttpServletRequest chunked(String body, String type) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
        request.setContent(body.getBytes(UTF_8));
        request.setContentType(type);
        request.setCharacterEncoding("UTF-8");
        request.addHeader("Transfer-Encoding", "chunked");
        request.setAsyncSupported(true);
        return request;
    }
}
