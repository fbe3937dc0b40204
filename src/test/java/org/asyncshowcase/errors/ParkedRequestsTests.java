package org.asyncshowcase.errors;

import org.asyncshowcase.UnavailableException;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

class ParkedRequestsTests {

    private final ParkedRequests parked = new ParkedRequests(7);
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final ServletWebRequest request = new ServletWebRequest(new MockHttpServletRequest(), response);

    @Test
    void answersEveryParkedRequestWhenTheApplicationStops() throws Exception {
        DeferredResult<String> first = park();
        DeferredResult<String> second = park();

        stop();

        assertThat(first.getResult()).isInstanceOf(UnavailableException.class);
        assertThat(second.getResult()).isInstanceOf(UnavailableException.class);
        assertThat(response.getHeader("Retry-After")).isEqualTo("7");
    }

    @Test
    void parksNobodyAnyMoreAfterThat() throws Exception {
        stop();

        assertThat(park().getResult()).isInstanceOf(UnavailableException.class);
    }

    @Test
    void touchesNoRequestThatIsOver() throws Exception {
        DeferredResult<String> over = park();
        parked.interceptor().afterCompletion(request, over);

        stop();

        assertThat(over.hasResult()).isFalse();
        assertThat(response.getHeader("Retry-After")).isNull();
    }

    private DeferredResult<String> park() throws Exception {
        DeferredResult<String> result = new DeferredResult<>();
        parked.interceptor().beforeConcurrentHandling(request, result);
        return result;
    }

    private void stop() {
        parked.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
    }
}
