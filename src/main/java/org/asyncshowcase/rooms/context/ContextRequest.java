package org.asyncshowcase.rooms.context;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncListener;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshot.Scope;

/**
 * A request whose listeners hear of its time-out, its failure and its end in the context of its own thread: the
 * container's threads call them outside of the filters.
 */
final class ContextRequest extends HttpServletRequestWrapper {

    private final CallerContext context;

    ContextRequest(HttpServletRequest request, CallerContext context) {
        super(request);
        this.context = context;
    }

    @Override
    public AsyncContext startAsync() {
        return in(context.capture(), super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return in(context.capture(), super.startAsync(request, response));
    }

    /** The Servlet API has a wrapper for a request, and none for this: a newer container's has more methods. */
    private static AsyncContext in(ContextSnapshot context, AsyncContext started) {
        return (AsyncContext) Proxy.newProxyInstance(ContextRequest.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("addListener")) {
                        arguments[0] = in(context, (AsyncListener) arguments[0]);
                    }
                    return call(started, method, arguments);
                });
    }

    private static AsyncListener in(ContextSnapshot context, AsyncListener listener) {
        return (AsyncListener) Proxy.newProxyInstance(ContextRequest.class.getClassLoader(),
                new Class<?>[] {AsyncListener.class}, (proxy, method, arguments) -> {
                    try (Scope ignored = context.setThreadLocals()) {
                        return call(listener, method, arguments);
                    }
                });
    }

    private static Object call(Object target, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getCause();
        }
    }
}
