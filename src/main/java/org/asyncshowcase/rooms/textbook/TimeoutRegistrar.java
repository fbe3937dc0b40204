package org.asyncshowcase.rooms.textbook;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Registers a {@link TimeoutForAll} for some requests alone. MVC adds those of its configuration later, so that this one is
 * asked first.
 */
final class TimeoutRegistrar implements HandlerInterceptor {

    private final TimeoutForAll timeout;

    TimeoutRegistrar(TimeoutForAll timeout) {
        this.timeout = timeout;
    }

    /** On a handler whose time-out it answers. Not by a path pattern: such a one may not match where the handler does. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Registered {
    }

    /** Called by the request's thread, and once more on the ASYNC dispatch, where it has no effect. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod && ((HandlerMethod) handler).hasMethodAnnotation(Registered.class)) {
            WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
            async.registerCallableInterceptor(TimeoutRegistrar.class.getName(), timeout);
            async.registerDeferredResultInterceptor(TimeoutRegistrar.class.getName(), timeout);
        }
        return true;
    }
}
