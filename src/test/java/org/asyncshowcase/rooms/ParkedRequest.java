package org.asyncshowcase.rooms;

import java.io.IOException;
import java.util.ArrayList;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/** A request without the guard: MVC parks it with its result, and the test is its container. */
public final class ParkedRequest {

    private final MockHttpServletRequest request;

    public ParkedRequest() {
        this(new MockHttpServletRequest("GET", "/"));
        request.setAsyncSupported(true);
    }

    /** @param request that MVC has parked, or that is to be parked by {@link #park} */
    public ParkedRequest(MockHttpServletRequest request) {
        this.request = request;
    }

    /** What MVC does when a handler has returned the result. */
    public ParkedRequest park(DeferredResult<?> result) throws Exception {
        WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
        manager.setAsyncWebRequest(new StandardServletAsyncWebRequest(request, new MockHttpServletResponse()));
        manager.startDeferredResultProcessing(result);
        return this;
    }

    public MockHttpServletRequest request() {
        return request;
    }

    /** As a handler gets it. */
    public ServletWebRequest webRequest() {
        return new ServletWebRequest(request);
    }

    /** A thread of the container: the request has ended. */
    public void complete() throws IOException {
        tell(AsyncListener::onComplete);
    }

    /** A thread of the container: the connection is broken. */
    public void breakOff() throws IOException {
        tell(AsyncListener::onError);
    }

    /** Whether MVC has a result for it, which is the end of an emitter too. */
    public boolean hasResult() {
        return WebAsyncUtils.getAsyncManager(request).hasConcurrentResult();
    }

    private void tell(Notification notification) throws IOException {
        MockAsyncContext context = (MockAsyncContext) request.getAsyncContext();
        for (AsyncListener listener : new ArrayList<>(context.getListeners())) {
            notification.send(listener, new AsyncEvent(context, new IOException("Broken pipe")));
        }
    }

    private interface Notification {
        void send(AsyncListener listener, AsyncEvent event) throws IOException;
    }
}
