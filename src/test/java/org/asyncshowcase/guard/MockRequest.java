package org.asyncshowcase.guard;

import java.io.IOException;
import java.util.ArrayList;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.DispatcherType;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.async.WebAsyncUtils;

/** A request that passes the filter: the test is its handler, MVC, and the container. */
public final class MockRequest {

    private final GuardFilter requests;
    private final MockHttpServletRequest request;
    private final HttpServletResponse response;
    private ServletRequest wrappedRequest;
    private ServletResponse wrappedResponse;

    MockRequest(GuardFilter requests, String method, String path, HttpServletResponse response) {
        this(requests, new MockHttpServletRequest(method, path), response);
        request.setServletPath(path);
        request.setAsyncSupported(true);
    }

    MockRequest(GuardFilter requests, MockHttpServletRequest request, HttpServletResponse response) {
        this.requests = requests;
        this.request = request;
        this.response = response;
    }

    /** The filter, with places enough for any test. */
    static GuardFilter filter() {
        return filter(1, 100, 1_000);
    }

    static GuardFilter filter(int heapPercent, int capacity, int lifeMillis) {
        return new GuardFilter(heapPercent, capacity, "small=2", lifeMillis, 7);
    }

    /** What a handler does, and MVC after it. */
    interface Handler {
        void handle(ServletRequest request, ServletResponse response) throws IOException, ServletException;
    }

    /** The request's thread: MVC takes the request over, and it leaves. */
    public void park() throws IOException, ServletException {
        park(() -> { });
    }

    /** @param then what the request's thread does after that, before it leaves */
    void park(Runnable then) throws IOException, ServletException {
        pass((request, response) -> {
            request.startAsync(request, response);
            then.run();
        });
    }

    void pass(Handler handler) throws IOException, ServletException {
        filter(request, response, (request, response) -> {
            wrappedRequest = request;
            wrappedResponse = response;
            handler.handle(request, response);
        });
    }

    /** A thread of the container: the request is resumed. */
    void dispatch(FilterChain chain) throws IOException, ServletException {
        request.setAsyncStarted(false);
        request.setDispatcherType(DispatcherType.ASYNC);
        filter(wrappedRequest, wrappedResponse, chain);
    }

    private void filter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        requests.doFilter(request, response, chain);
    }

    /** A thread of the container: the request has ended. */
    public void complete() throws IOException {
        request.setAsyncStarted(false);
        tell(AsyncListener::onComplete);
    }

    /** A thread of the container: the connection is broken. */
    public void breakOff() throws IOException {
        tell(AsyncListener::onError);
    }

    public void timeOut() throws IOException {
        tell(AsyncListener::onTimeout);
    }

    private void tell(Notification notification) throws IOException {
        for (AsyncListener listener : new ArrayList<>(context().getListeners())) {
            notification.send(listener, new AsyncEvent(context(), new IOException("Broken pipe")));
        }
    }

    /** The request's thread: whether it is refused when MVC takes it over. */
    boolean isRefused() throws IOException, ServletException {
        park();
        return response.getStatus() == 503 && "7".equals(response.getHeader("Retry-After")) && !request.isAsyncStarted();
    }

    /** Its state. */
    HeldRequest held() {
        return GuardFilter.of(request);
    }

    MockAsyncContext context() {
        return (MockAsyncContext) request.getAsyncContext();
    }

    /** Whether MVC has a result for it, which is the end of an emitter too. */
    public boolean hasResult() {
        return WebAsyncUtils.getAsyncManager(request).hasConcurrentResult();
    }

    public MockHttpServletRequest request() {
        return request;
    }

    /** What the application writes to. */
    HttpServletResponse response() {
        return (HttpServletResponse) wrappedResponse;
    }

    private interface Notification {
        void send(AsyncListener listener, AsyncEvent event) throws IOException;
    }
}
