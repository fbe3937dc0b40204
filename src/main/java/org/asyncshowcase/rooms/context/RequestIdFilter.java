package org.asyncshowcase.rooms.context;

import java.io.IOException;
import java.util.regex.Pattern;

import javax.servlet.DispatcherType;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.slf4j.MDC;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id: the client's own {@code X-Request-Id} if it is 1 to 64 of {@code [A-Za-z0-9-]}, else a new
 * one. The response names it, and so does each line that a container's thread logs for the request, on every dispatch.
 */
final class RequestIdFilter extends OncePerRequestFilter {

    /** The name in the MDC, as the patterns of the log have it. */
    static final String MDC_KEY = "request";

    private static final String HEADER = "X-Request-Id";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final String ATTRIBUTE = RequestIdFilter.class.getName();

    /** To be told apart, not to be unguessable: the JDK's own ids make all threads wait for one SecureRandom. */
    private static final IdGenerator IDS = new AlternativeJdkIdGenerator();

    private final CallerContext context;

    /** @param context carries the id to the container's threads that report on the request outside of its dispatches */
    RequestIdFilter(CallerContext context) {
        this.context = context;
    }

    /** Called by a container's thread, which is used for another request right after. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = idOf(request);
        response.setHeader(HEADER, id);
        try (MDC.MDCCloseable ignored = MDC.putCloseable(MDC_KEY, id)) {
            chain.doFilter(isFirst(request) ? new ContextRequest(request, context) : request, response);
        }
    }

    /** Later dispatches bring the request that was wrapped at the first one. */
    private static boolean isFirst(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST;
    }

    /** The same on each dispatch; an ERROR dispatch may be the first one, where the container itself has refused. */
    private static String idOf(HttpServletRequest request) {
        String id = (String) request.getAttribute(ATTRIBUTE);
        if (id == null) {
            String sent = request.getHeader(HEADER);
            id = sent != null && WELL_FORMED.matcher(sent).matches() ? sent : IDS.generateId().toString();
            request.setAttribute(ATTRIBUTE, id);
        }
        return id;
    }

    /** By default this filter would not run when the request is resumed: its thread is another, and has no MDC. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
