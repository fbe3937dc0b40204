package org.asyncshowcase.web;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.servlet.DispatcherType;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Takes from each request what Spring 5.2 or Tomcat would read wrongly. It runs on REQUEST, and on ERROR, where the
 * container comes with its own request.
 */
final class RequestRepairFilter extends GenericFilterBean {

    private final Set<String> hidden = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private final String sockets;

    /**
     * @param hidden headers that the application does not see
     * @param sockets the first part of the paths that see them all: who may open a socket depends on its Origin
     */
    RequestRepairFilter(Set<String> hidden, String sockets) {
        this.hidden.addAll(hidden);
        this.sockets = sockets + "/";
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            // a result that has come too late: MVC would render it as what the error page has returned
            request.removeAttribute(WebAsyncUtils.WEB_ASYNC_MANAGER_ATTRIBUTE);
        }
        chain.doFilter(new Repaired((HttpServletRequest) request), response);
    }

    /** The request as the application sees it. */
    private final class Repaired extends HttpServletRequestWrapper {

        private final boolean hides;
        private final String contextPath;
        private final String below;

        Repaired(HttpServletRequest request) {
            super(request);
            contextPath = request.getServletContext().getContextPath();
            below = contextPath + "/";
            hides = !StringUtils.trimLeadingCharacter(request.getServletPath(), '/').startsWith(sockets);
        }

        private boolean hides(String name) {
            return hides && hidden.contains(name);
        }

        @Override
        public String getHeader(String name) {
            String value = hides(name) ? null : super.getHeader(name);
            return HttpHeaders.IF_NONE_MATCH.equalsIgnoreCase(name) ? StringUtils.trimAllWhitespace(value) : value;
        }

        /** Spring 5.2 tries each space in If-None-Match anew against all that follow: 8 KB of them take half a second. */
        @Override
        public Enumeration<String> getHeaders(String name) {
            if (hides(name)) {
                return Collections.emptyEnumeration();
            }
            if (!HttpHeaders.IF_NONE_MATCH.equalsIgnoreCase(name)) {
                return super.getHeaders(name);
            }
            List<String> values = Collections.list(super.getHeaders(name));
            values.replaceAll(StringUtils::trimAllWhitespace);
            return Collections.enumeration(values);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf(this::hides);
            return Collections.enumeration(names);
        }

        /** The container's request has it as the client wrote it, with {@code ;$(id)} or %61 in it. */
        @Override
        public String getContextPath() {
            return contextPath;
        }

        /**
         * Begins with the context path. Tomcat dispatches to what follows after that length: in //app/path, whose context
         * path it gives with one slash, that is p/path. It would fail, and answer 500 after the time-out.
         */
        @Override
        public String getRequestURI() {
            String uri = super.getRequestURI();
            if (uri.startsWith(below) && !uri.startsWith("//")) {
                return uri;
            }
            uri = "/" + StringUtils.trimLeadingCharacter(uri, '/');
            String written = super.getContextPath();
            return uri.startsWith(written) ? contextPath + uri.substring(written.length()) : uri;
        }
    }
}
