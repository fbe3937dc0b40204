package org.asyncshowcase.web;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Security and cache headers for every answer. It runs on REQUEST, and on ERROR, where the container has cleared the first
 * ones.
 */
final class AnswerHeadersFilter extends GenericFilterBean {

    private final Map<String, String> headers;
    private final Set<String> hidden = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param headers of each answer, and their values
     * @param hidden headers of a request on which no answer depends, see {@link RequestRepairFilter}
     */
    AnswerHeadersFilter(Map<String, String> headers, Set<String> hidden) {
        this.headers = headers;
        this.hidden.addAll(hidden);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        headers.forEach(((HttpServletResponse) response)::setHeader);
        chain.doFilter(request, new Answer((HttpServletResponse) response));
    }

    /** Where a handler or Spring sets the same headers. */
    private final class Answer extends HttpServletResponseWrapper {

        Answer(HttpServletResponse response) {
            super(response);
        }

        /** A handler's Cache-Control replaces ours; Spring adds it. */
        @Override
        public void addHeader(String name, String value) {
            if (HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
                setHeader(name, value);
            } else if (!namesHidden(name, value)) {
                super.addHeader(name, value);
            }
        }

        @Override
        public void setHeader(String name, String value) {
            if (!namesHidden(name, value)) {
                super.setHeader(name, value);
            }
        }

        /** Spring says that every file has ranges, and depends on the origin. */
        private boolean namesHidden(String name, String value) {
            return HttpHeaders.VARY.equalsIgnoreCase(name) && hidden.contains(value)
                    || HttpHeaders.ACCEPT_RANGES.equalsIgnoreCase(name) && hidden.contains(HttpHeaders.RANGE);
        }

        @Override
        public void setContentLength(int length) {
            setContentLengthLong(length);
        }

        /**
         * Servlet 3.1, whose containers call it. For a HEAD that goes asynchronous HttpServlet counts 0 bytes, which is not
         * what a GET would have sent (RFC 9110, section 8.6); the container counts for itself where there is no body.
         */
        public void setContentLengthLong(long length) {
            if (length > 0) {
                super.setHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
            }
        }
    }
}
