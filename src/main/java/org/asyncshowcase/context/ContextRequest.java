package org.asyncshowcase.context;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncListener;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

import io.micrometer.context.ContextSnapshot;
import org.asyncshowcase.AsyncContextWrapper;

/** A request whose listeners are told of its time-out, its failure and its end in the context of its own thread. */
final class ContextRequest extends HttpServletRequestWrapper {

    private final CallerContext context;

    ContextRequest(HttpServletRequest request, CallerContext context) {
        super(request);
        this.context = context;
    }

    @Override
    public AsyncContext startAsync() {
        return started(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return started(super.startAsync(request, response));
    }

    /** Called by the request's thread. */
    private AsyncContext started(AsyncContext started) {
        ContextSnapshot captured = context.capture();
        return new AsyncContextWrapper(started) {

            @Override
            public void addListener(AsyncListener listener) {
                super.addListener(new ContextListener(listener, captured));
            }

            @Override
            public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
                super.addListener(new ContextListener(listener, captured), request, response);
            }
        };
    }
}
