package org.asyncshowcase.web;

import javax.servlet.http.HttpServletRequest;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.StreamUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A body whose length is not told; a container test sees to the other ones. */
class BodyLimitFilterTests {

    @Test
    void letsTheLastByteThroughAndNotTheNext() throws Exception {
        assertThat(StreamUtils.copyToString(chunked("four", "text/plain").getInputStream(), UTF_8)).isEqualTo("four");
        assertThatThrownBy(() -> StreamUtils.drain(chunked("five!", "text/plain").getInputStream()))
                .isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void countsEachByteThatIsReadAlone() throws Exception {
        HttpServletRequest request = chunked("five!", "text/plain");
        for (char each : "five".toCharArray()) {
            assertThat(request.getInputStream().read()).isEqualTo(each);
        }

        assertThatThrownBy(() -> request.getInputStream().read()).isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void countsWhatAReaderReads() throws Exception {
        assertThat(chunked("\u00fc4", "text/plain").getReader().readLine()).isEqualTo("\u00fc4");
        assertThatThrownBy(() -> chunked("five!", "text/plain").getReader().readLine())
                .isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void letsAnUploadBeLarger() throws Exception {
        assertThat(StreamUtils.drain(chunked("a file", "Multipart/form-data; boundary=x").getInputStream())).isEqualTo(6);
        assertThatThrownBy(() -> StreamUtils.drain(chunked("a file of 15 b.", "multipart/form-data").getInputStream()))
                .isInstanceOf(BodyTooLargeException.class);
    }

    /** What the handler gets of a request that does not tell the length of its body. */
    private HttpServletRequest chunked(String body, String type) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
        request.setContent(body.getBytes(UTF_8));
        request.setContentType(type);
        request.setCharacterEncoding("UTF-8");
        MockFilterChain chain = new MockFilterChain();
        new BodyLimitFilter(4, 10).doFilter(request, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) chain.getRequest();
    }
}
