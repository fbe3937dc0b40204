package org.asyncshowcase.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.GenericFilterBean;

/**
 * What every answer tells whoever shows or keeps it, unless its handler says otherwise; and a request without what Spring 5.2
 * or Tomcat would read wrongly. It runs on REQUEST, and on ERROR, where the container comes with its own request.
 */
final class HeadersFilter extends GenericFilterBean {

    private final Map<String, String> told;
    private final Set<String> ignored = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param told headers of each answer, and their values
     * @param ignored headers of a request that nobody here sees
     */
    HeadersFilter(Map<String, String> told, Set<String> ignored) {
        this.told = told;
        this.ignored.addAll(ignored);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest seen = new Seen((HttpServletRequest) request);
        told.forEach(((HttpServletResponse) response)::setHeader);
        chain.doFilter(seen, new Answer((HttpServletResponse) response, seen.getMethod().equals("HEAD")));
    }

    /** The request, without what is ignored. */
    private final class Seen extends HttpServletRequestWrapper {

        private String written;
        private String uri;

        Seen(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getHeader(String name) {
            return ignored.contains(name) ? null : plain(name, super.getHeader(name));
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            List<String> values = new ArrayList<>();
            if (!ignored.contains(name)) {
                Collections.list(super.getHeaders(name)).forEach(value -> values.add(plain(name, value)));
            }
            return Collections.enumeration(values);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf(ignored::contains);
            return Collections.enumeration(names);
        }

        /** As the container has it. The container's request has it as the client wrote it: with {@code ;$(id)} or %61 in it. */
        @Override
        public String getContextPath() {
            return getServletContext().getContextPath();
        }

        /**
         * Begins with that. Tomcat, to dispatch, takes the length of the one off the other: of //app/path, whose context path it
         * tells with one slash, it would make p/path, fail, and answer 500 when the time is over.
         */
        @Override
        public String getRequestURI() {
            String now = super.getRequestURI();
            // Spring asks often; a forward has another
            if (!now.equals(written)) {
                written = now;
                uri = "/" + StringUtils.trimLeadingCharacter(now, '/');
                String context = super.getContextPath();
                uri = uri.startsWith(context) ? getContextPath() + uri.substring(context.length()) : uri;
            }
            return uri;
        }

        /** Where it compares ETags, Spring 5.2 tries each space anew against all that follow: 8 KB of them take half a second. */
        private String plain(String name, String value) {
            return HttpHeaders.IF_NONE_MATCH.equalsIgnoreCase(name) && value != null
                    ? StringUtils.trimAllWhitespace(value) : value;
        }
    }

    /** The response; what a handler says in place of what was told before is not told beside it. */
    private final class Answer extends HttpServletResponseWrapper {

        private final boolean head;

        Answer(HttpServletResponse response, boolean head) {
            super(response);
            this.head = head;
        }

        /** Spring adds a header where others set it. */
        @Override
        public void addHeader(String name, String value) {
            if (HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
                setHeader(name, value);
            } else if (!tellsOfIgnored(name, value)) {
                super.addHeader(name, value);
            }
        }

        @Override
        public void setHeader(String name, String value) {
            if (!tellsOfIgnored(name, value)) {
                super.setHeader(name, value);
            }
        }

        /** Spring says of each file that it has ranges, and that it depends on its reader's origin. */
        private boolean tellsOfIgnored(String name, String value) {
            return HttpHeaders.VARY.equalsIgnoreCase(name) && ignored.contains(value)
                    || HttpHeaders.ACCEPT_RANGES.equalsIgnoreCase(name) && ignored.contains(HttpHeaders.RANGE);
        }

        @Override
        public void setContentLength(int length) {
            setContentLengthLong(length);
        }

        /**
         * Of Servlet 3.1, whose containers call it. Of a HEAD that goes asynchronous HttpServlet counts a body of 0 bytes, which
         * is not what a GET would have sent (RFC 9110, section 8.6).
         */
        public void setContentLengthLong(long length) {
            if (!head || length > 0) {
                super.setHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
            }
        }
    }
}
