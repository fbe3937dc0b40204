package org.asyncshowcase.rooms.context;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshot.Scope;
import org.asyncshowcase.guard.AsyncStartRequest;
import org.asyncshowcase.guard.Interceptor;

/**
 * A request whose listeners are told of its time-out, its failure and its end in the context of its own thread: the
 * container's threads call them outside of the filters.
 */
final class ContextRequest extends AsyncStartRequest {

    private final CallerContext context;

    ContextRequest(HttpServletRequest request, CallerContext context) {
        super(request);
        this.context = context;
    }

    @Override
    protected AsyncContext started(AsyncContext started) {
        ContextSnapshot captured = context.capture();
        return Interceptor.before(started, AsyncContext.class, (method, arguments, call) -> {
            if (method.equals("addListener")) {
                arguments[0] = in(captured, (AsyncListener) arguments[0]);
            }
            return call.proceed();
        });
    }

    private static AsyncListener in(ContextSnapshot context, AsyncListener listener) {
        return Interceptor.before(listener, AsyncListener.class, (method, arguments, call) -> {
            try (Scope ignored = context.setThreadLocals()) {
                return call.proceed();
            }
        });
    }
}
