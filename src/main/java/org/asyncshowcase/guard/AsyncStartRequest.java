package org.asyncshowcase.guard;

import javax.servlet.AsyncContext;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** A request for a filter that wants to know when it goes asynchronous. */
public abstract class AsyncStartRequest extends HttpServletRequestWrapper {

    protected AsyncStartRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public AsyncContext startAsync() {
        beforeStart();
        return started(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        beforeStart();
        return started(super.startAsync(request, response));
    }

    /** Called by the request's thread; what it throws is thrown by {@code startAsync}. */
    protected void beforeStart() {
        // who wants to refuse overrides it
    }

    /**
     * Called by the request's thread.
     *
     * @return the context that the application gets
     */
    protected abstract AsyncContext started(AsyncContext context);
}
