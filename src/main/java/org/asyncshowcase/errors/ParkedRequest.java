package org.asyncshowcase.errors;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.servlet.ServletResponse;
import javax.servlet.ServletResponseWrapper;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A request whose thread has left and whose answer is still to come. */
final class ParkedRequest {

    private static final Logger log = LoggerFactory.getLogger(ParkedRequest.class);
    private static final ObjectMapper json = new ObjectMapper();

    private final HttpServletRequest request;
    private final CountDownLatch over = new CountDownLatch(1);

    ParkedRequest(HttpServletRequest request) {
        this.request = request;
    }

    /** Called by a container thread when the request is complete: from here on nobody touches it. */
    synchronized void over() {
        over.countDown();
    }

    /** Waits until the request is over, at most for so long. */
    void awaitOver(long nanos) throws InterruptedException {
        over.await(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Answers 503 and ends the request, unless it is over or being answered. Called by the thread that stops the
     * application. This lock keeps the request from being over, and used again by the container, meanwhile; what is
     * written fits the container's buffer, and does not wait for the client.
     */
    synchronized void answerStop(int retryAfterSeconds) {
        if (over.getCount() == 0 || !request.isAsyncStarted()) {
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        try {
            write(new Problem(HttpStatus.SERVICE_UNAVAILABLE, "the application stops", request.getRequestURI()),
                    retryAfterSeconds);
            // Tomcat 7 may start a thread for this; it would inherit our class loader, and keep it
            thread.setContextClassLoader(HttpServletRequest.class.getClassLoader());
            request.getAsyncContext().complete();
        } catch (IOException | IllegalStateException ex) {
            log.debug("A request could not be told that the application stops", ex);
        } finally {
            thread.setContextClassLoader(ours);
        }
    }

    private void write(Problem stop, int retryAfterSeconds) throws IOException {
        HttpServletResponse response = containersOwn(request.getAsyncContext().getResponse());
        if (response.isCommitted()) {
            // a stream: nothing is appended to it
            return;
        }
        response.setStatus(stop.getStatus());
        response.setIntHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(stop));
    }

    /** The filters run no more: what is written to their wrappers would stay there. */
    private static HttpServletResponse containersOwn(ServletResponse response) {
        ServletResponse innermost = response;
        while (innermost instanceof ServletResponseWrapper) {
            innermost = ((ServletResponseWrapper) innermost).getResponse();
        }
        return (HttpServletResponse) innermost;
    }
}
