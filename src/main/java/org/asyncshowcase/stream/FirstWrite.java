package org.asyncshowcase.stream;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * The first write to a stream. The request's thread does it, once MVC has taken the emitter over: what is sent before is
 * held in memory, and what another thread writes while the request's thread is on its way out may fail unheard. Tomcat
 * then recycles the request and calls no listener (CoyoteAdapter.service looks for the failure a moment earlier).
 */
final class FirstWrite implements AsyncHandlerInterceptor {

    /** After this time other threads may write. */
    static final int LEAVES_WITHIN_MILLIS = 50;

    private static final String WRITE = FirstWrite.class.getName();

    /** Called by the request's thread, in its handler. */
    static void of(HttpServletRequest request, Runnable write) {
        request.setAttribute(WRITE, write);
    }

    @Override
    public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
            Object handler) {
        Runnable write = (Runnable) request.getAttribute(WRITE);
        if (write != null) {
            request.removeAttribute(WRITE);
            write.run();
        }
    }
}
