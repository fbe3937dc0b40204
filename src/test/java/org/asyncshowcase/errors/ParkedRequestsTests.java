package org.asyncshowcase.errors;

import java.io.IOException;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

import org.asyncshowcase.UnavailableException;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ParkedRequestsTests {

    private final ParkedRequests parked = new ParkedRequests(7);
    private final DeferredResult<String> result = new DeferredResult<>();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/deferred/quotes");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final StandardServletAsyncWebRequest webRequest = new StandardServletAsyncWebRequest(request, response);

    @Test
    void answersAParkedRequestPastTheFiltersWhenTheApplicationStops() throws Exception {
        park();

        stop();

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("7");
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"status\":503").contains("\"/deferred/quotes\"");
        assertThat(request.isAsyncStarted()).isFalse();
    }

    @Test
    void parksNobodyAnyMoreAfterThat() {
        stop();

        assertThatThrownBy(this::park).isInstanceOf(UnavailableException.class);
        assertThat(parked.size()).isZero();
    }

    @Test
    void touchesNoRequestThatIsOver() throws Exception {
        park().complete();
        assertThat(parked.size()).isZero();

        stop();

        assertThat(response.getStatus()).isEqualTo(200);
    }

    /** Where the request's thread has not yet left, Tomcat tells no more than this. */
    @Test
    void forgetsARequestWhoseConnectionIsBroken() throws Exception {
        for (AsyncListener listener : park().getListeners()) {
            listener.onError(new AsyncEvent(request.getAsyncContext(), new IOException("Broken pipe")));
        }

        assertThat(parked.size()).isZero();
    }

    @Test
    void leavesARequestAloneThatIsBeingDispatched() throws Exception {
        park();
        request.setAsyncStarted(false);

        stop();

        assertThat(response.getStatus()).isEqualTo(200);
    }

    private MockAsyncContext park() throws Exception {
        request.setAsyncSupported(true);
        request.startAsync(request, new ContentCachingResponseWrapper(response));
        parked.deferredResults().preProcess(webRequest, result);
        return (MockAsyncContext) request.getAsyncContext();
    }

    private void stop() {
        parked.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
    }
}
