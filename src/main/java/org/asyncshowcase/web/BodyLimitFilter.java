package org.asyncshowcase.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.GenericFilterBean;

/**
 * One bound for the bodies of all URLs and methods. A body that tells its length is refused before it is read, any other
 * where it passes the limit. A form must tell it: the container itself reads it, and not from here. And a body is of one
 * type: Spring 5.2 fails where it reads the headers of a request with a wildcard, even to tell that there is nothing at its
 * path.
 */
final class BodyLimitFilter extends GenericFilterBean {

    private final int limit;
    private final int uploadLimit;

    /**
     * @param limit of a body, in bytes
     * @param uploadLimit of the content of an upload, which has its headers besides
     */
    BodyLimitFilter(int limit, int uploadLimit) {
        this.limit = limit;
        this.uploadLimit = uploadLimit;
    }

    /** Called on the REQUEST dispatch; those that follow have what it has wrapped. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        long most = isOf(http, "multipart/") ? (long) limit + uploadLimit : limit;
        if (isOfAnyType(http.getContentType())) {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (http.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
            if (http.getMethod().equals("POST") && isOf(http, MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_LENGTH_REQUIRED);
            } else {
                chain.doFilter(new LimitedRequest(http, most), response);
            }
        } else if (http.getContentLength() < 0 || http.getContentLength() > most) {
            // Servlet 3.0 tells a length that is no int as -1
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isOfAnyType(String type) {
        return type != null && type.split(";", 2)[0].contains("*");
    }

    private static boolean isOf(HttpServletRequest request, String type) {
        return StringUtils.startsWithIgnoreCase(request.getContentType(), type);
    }

    /** Its body ends in an exception where it passes the limit. */
    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private final long limit;
        private Input input;

        LimitedRequest(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (input == null) {
                input = new Input(super.getInputStream(), limit);
            }
            return input;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(getInputStream(), encoding == null ? "ISO-8859-1" : encoding));
        }
    }

    private static final class Input extends ServletInputStream {

        private final ServletInputStream in;
        private final long limit;
        private long read;

        Input(ServletInputStream in, long limit) {
            this.in = in;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            count(count);
            return count;
        }

        private void count(int more) throws IOException {
            read += Math.max(0, more);
            if (read > limit) {
                throw new BodyTooLargeException(limit);
            }
        }
    }
}
