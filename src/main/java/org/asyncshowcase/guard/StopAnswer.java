package org.asyncshowcase.guard;

import java.io.IOException;

import javax.servlet.ServletResponse;
import javax.servlet.ServletResponseWrapper;
import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.web.Json;
import org.asyncshowcase.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** The 503 of a request that is held when the application stops. */
final class StopAnswer {

    private final int retryAfterSeconds;

    StopAnswer(int retryAfterSeconds) {
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Called by the thread that stops the application, or the request's own. To a stream, which is committed, nothing is appended. */
    void write(String path, ServletResponse wrapped) throws IOException {
        HttpServletResponse response = containersOwn(wrapped);
        if (response.isCommitted()) {
            return;
        }
        Problem stop = new Problem(HttpStatus.SERVICE_UNAVAILABLE, HeldRequests.STOPS, path);
        response.setStatus(stop.getStatus());
        response.setIntHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(Json.mapper().writeValueAsBytes(stop));
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
