package org.asyncshowcase.web;

import java.io.IOException;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.DispatcherType;
import javax.servlet.FilterChain;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Logs each answer of 5xx once, whoever gives it: a 500 as ERROR, with the trace if there is one; any other as INFO, since
 * it refuses a request. {@link Failures} logs what MVC knows, this filter what nobody has logged by the end. It is mapped
 * right behind the filter that gives the request its id.
 */
final class FailureLog extends GenericFilterBean {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final String LOGGED = FailureLog.class.getName();
    private static final String REASON = LOGGED + ".reason";

    /** Called on each dispatch. Where the container answers by itself, it is the ERROR dispatch that sees the status. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        try {
            if (asked.getDispatcherType() == DispatcherType.REQUEST) {
                chain.doFilter(new Watched(asked, answer), new Explained(asked, answer));
            } else {
                // on ASYNC they are those that the first dispatch has wrapped
                chain.doFilter(request, response);
            }
        } catch (ServletException | RuntimeException ex) {
            if (isError(asked) || asked.isAsyncStarted() || answer.isCommitted()) {
                throw ex;
            }
            if (ex.getClass().getName().equals(Failures.UNREADABLE_PARAMETER)) {
                // a filter has asked for a parameter, before MVC
                answer.sendError(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
            // the container would log it too, without the request's id
            log(asked, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, ex);
            answer.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
        if (isError(asked) || !asked.isAsyncStarted()) {
            logAtTheEnd(asked, answer);
        }
    }

    private static void logAtTheEnd(HttpServletRequest request, HttpServletResponse response) {
        if (response.getStatus() >= 500 && request.getAttribute(LOGGED) == null) {
            log(request, response.getStatus(), reason(request));
        }
    }

    /** Then the answer is final, though Tomcat may still call the request asynchronous. */
    private static boolean isError(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR;
    }

    /**
     * Called by a container's thread, with the id of the request.
     *
     * @param reason an exception, or a text, or null
     */
    static void log(HttpServletRequest request, int status, Object reason) {
        request.setAttribute(LOGGED, true);
        if (status != HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            // as text: of an exception SLF4J would log the trace, and leave the place for it empty
            log.info("{} {} answered {}: {}", request.getMethod(), path(request), status, String.valueOf(reason));
        } else if (reason instanceof Throwable) {
            log.error("{} {} failed", request.getMethod(), path(request), reason);
        } else {
            log.error("{} {} failed: {}", request.getMethod(), path(request), reason);
        }
    }

    /** Of {@code sendError}; else what the container says in its ERROR dispatch. */
    private static Object reason(HttpServletRequest request) {
        for (String each : new String[] {REASON, RequestDispatcher.ERROR_EXCEPTION, RequestDispatcher.ERROR_MESSAGE}) {
            Object reason = request.getAttribute(each);
            if (reason != null && !reason.equals("")) {
                return reason;
            }
        }
        return "nobody said why";
    }

    /** The path that was requested: the ERROR dispatch has another. */
    static String path(HttpServletRequest request) {
        Object requested = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return requested == null ? request.getRequestURI() : requested.toString();
    }

    /** Sees what is answered outside of the dispatches: by a listener, by a worker, or at the stop of the application. */
    private static final class Watched extends HttpServletRequestWrapper {

        private final HttpServletRequest request;
        private final HttpServletResponse response;

        Watched(HttpServletRequest request, HttpServletResponse response) {
            super(request);
            this.request = request;
            this.response = response;
        }

        @Override
        public AsyncContext startAsync() {
            return watched(super.startAsync());
        }

        @Override
        public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
            return watched(super.startAsync(request, response));
        }

        private AsyncContext watched(AsyncContext context) {
            context.addListener(new End(request, response));
            return context;
        }
    }

    /** Called by a container's thread. */
    private static final class End implements AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;

        End(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            logAtTheEnd(request, response);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // the end is to follow
        }

        @Override
        public void onError(AsyncEvent event) {
            // the end is to follow
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it has another one
        }
    }

    /** Keeps the text of {@code sendError}. */
    private static final class Explained extends HttpServletResponseWrapper {

        private final HttpServletRequest request;

        Explained(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void sendError(int status, String reason) throws IOException {
            request.setAttribute(REASON, reason);
            super.sendError(status, reason);
        }
    }
}
