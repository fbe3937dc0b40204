package org.asyncshowcase.web;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import javax.servlet.AsyncContext;
import javax.servlet.FilterChain;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.StreamUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.GenericFilterBean;

/**
 * The bounds for the bodies of all URLs and methods: how large one is, how long it takes, and how many are read at once,
 * since each holds a thread of the container. A body is read here, to its end: what nobody reads, the container would read
 * after the answer, for as long as the client likes. An upload is read by its handler. A body that
 * states its length is refused before it is read, any other where it passes the limit. A form must state it. A body is of
 * one type: Spring 5.2 fails where it reads the headers of a request with a wildcard, even to say that there is nothing at
 * its path.
 */
final class BodyLimitFilter extends GenericFilterBean {

    private final int limit;
    private final int uploadLimit;
    private final int timeoutMillis;
    private final int uploadTimeoutMillis;
    private final Semaphore readers;

    /**
     * @param limit of a body, in bytes
     * @param uploadLimit of the content of an upload, which has its headers besides
     * @param timeoutMillis how long a body may take from its first byte to its last
     * @param uploadTimeoutMillis the same of an upload
     * @param readers how many bodies may be read at once
     */
    BodyLimitFilter(int limit, int uploadLimit, int timeoutMillis, int uploadTimeoutMillis, int readers) {
        this.limit = limit;
        this.uploadLimit = uploadLimit;
        this.timeoutMillis = timeoutMillis;
        this.uploadTimeoutMillis = uploadTimeoutMillis;
        this.readers = new Semaphore(readers);
    }

    /** Called on the REQUEST dispatch; those that follow have what it has wrapped. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        boolean tellsLength = http.getHeader(HttpHeaders.CONTENT_LENGTH) != null;
        boolean upload = isOf(http, "multipart/");
        long most = upload ? (long) limit + uploadLimit : limit;
        if (isOfAnyType(http.getContentType())) {
            refuse(http, answer, HttpStatus.UNSUPPORTED_MEDIA_TYPE, null);
        } else if (!tellsLength && http.getMethod().equals("POST")
                && isOf(http, MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            refuse(http, answer, HttpStatus.LENGTH_REQUIRED, null);
        } else if (tellsLength && (http.getContentLength() < 0 || http.getContentLength() > most)) {
            // Servlet 3.0 reports a length that is no int as -1
            refuse(http, answer, HttpStatus.PAYLOAD_TOO_LARGE, new BodyTooLargeException(most).getMessage());
        } else if (!hasBody(http)) {
            chain.doFilter(request, response);
        } else if (!readers.tryAcquire()) {
            refuse(http, answer, HttpStatus.SERVICE_UNAVAILABLE, "too many bodies are read; try again later");
        } else if (upload) {
            handUpload(http, answer, chain, most);
        } else {
            byte[] body = read(http, answer);
            if (body != null) {
                chain.doFilter(new BodyRequest(http, body), response);
            }
        }
    }

    /** Without a length there is one if it comes in chunks; HTTP/2 does not say. */
    private static boolean hasBody(HttpServletRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null ? request.getContentLength() > 0
                : request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null || request.getProtocol().startsWith("HTTP/2");
    }

    private static boolean isOfAnyType(String type) {
        return type != null && type.split(";", 2)[0].contains("*");
    }

    private static boolean isOf(HttpServletRequest request, String type) {
        return StringUtils.startsWithIgnoreCase(request.getContentType(), type);
    }

    /** @return null, if it is refused */
    private byte[] read(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        HttpStatus refusal;
        String reason = null;
        try {
            return StreamUtils.copyToByteArray(new LimitedBody(request.getInputStream(), limit, timeoutMillis));
        } catch (BodyTooLargeException | BodyTooSlowException ex) {
            refusal = Details.status(ex);
            reason = ex.getMessage();
        } catch (IOException ex) {
            // the client has left, is silent, or sends no chunks
            refusal = HttpStatus.BAD_REQUEST;
        } finally {
            readers.release();
        }
        refuse(request, response, refusal, reason);
        return null;
    }

    private void handUpload(HttpServletRequest request, HttpServletResponse response, FilterChain chain, long most)
            throws IOException, ServletException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        try {
            LimitedBody body = new LimitedBody(request.getInputStream(), most, uploadTimeoutMillis);
            chain.doFilter(new BodyRequest(request, body), response);
            body.readWhatHasCome();
            if (!request.isAsyncStarted() && !body.isAtEnd(request.getContentLength())) {
                leaveTheRest(request);
            }
        } finally {
            readers.release();
        }
    }

    /** Shows the error page, as the container would do. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String reason)
            throws IOException, ServletException {
        LimitedBody body = new LimitedBody(request.getInputStream(), limit, 0);
        body.readWhatHasCome();
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status.value());
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
        request.setAttribute(RequestDispatcher.ERROR_MESSAGE, reason);
        response.setHeader(HttpHeaders.CONNECTION, "close");
        request.getRequestDispatcher("/error").forward(request, response);
        leaveTheRest(request);
    }

    /**
     * Ends the request as an asynchronous one, whose connection Tomcat closes at once. After any other Tomcat reads what
     * nobody has read, also where it closes the connection then. On Tomcat 11 no request is asynchronous that a JSP has
     * answered, unless it is said again. Tomcat 7 ignores our {@code Connection: close} where the answer has a length, and
     * reads on all the same; each read then waits for as long as the asynchronous request may take, by default 10 s.
     */
    private static void leaveTheRest(HttpServletRequest request) {
        request.setAttribute("org.apache.catalina.ASYNC_SUPPORTED", true);
        AsyncContext rest = request.startAsync();
        rest.setTimeout(1);
        rest.complete();
    }
}
