package org.asyncshowcase.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.concurrent.RejectedExecutionException;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns every failure into an answer, whichever thread and dispatch it comes from. No {@code @ControllerAdvice}: in Spring
 * 5.2 that answers for controllers alone, and not for static files, view controllers and their interceptors.
 */
final class Failures extends ResponseEntityExceptionHandler implements HandlerExceptionResolver, Ordered {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    /** Only Tomcat 11 throws it; older ones leave out a parameter that they cannot decode. */
    static final String UNREADABLE_PARAMETER = "org.apache.tomcat.util.http.InvalidParameterException";

    private final ProblemView view;

    Failures(ProblemView view) {
        this.view = view;
    }

    /**
     * Called by a container thread, on the REQUEST or the ASYNC dispatch.
     *
     * @param handler null where there was none
     * @return an empty one where nothing may be written: the response is committed, or an ASYNC dispatch will answer
     */
    @Override
    public ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response, Object handler,
            Exception failure) {
        // Spring 5.2 dispatches an executor's rejection and throws it as well (WebAsyncManager.startCallableProcessing)
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && WebAsyncUtils.getAsyncManager(request).hasConcurrentResult()) {
            return new ModelAndView();
        }
        if (failure instanceof IOException && response.isCommitted()) {
            log.debug("{} {}: the client has left", request.getMethod(), request.getRequestURI());
            return new ModelAndView();
        }
        ResponseEntity<?> known = known(failure, new ServletWebRequest(request, response));
        HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
        if (status == HttpStatus.INTERNAL_SERVER_ERROR || status.is5xxServerError() && !response.isCommitted()) {
            FailureLog.log(request, status.value(), failure);
        }
        if (response.isCommitted()) {
            return new ModelAndView();
        }
        dropContent(response);
        known.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        return view.of(new Problem(status, Details.of(failure, status), FailureLog.path(request)), request, response);
    }

    /**
     * After a controller's own {@code @ExceptionHandler}, which is 0. Spring's resolver of {@code @ResponseStatus} is 1 too:
     * the first one that XML makes counts, so that answers.xml stands before mvc.xml.
     */
    @Override
    public int getOrder() {
        return 1;
    }

    /** What the handler had set is of another answer: a length, the name of a file. What the filters had set stays. */
    private static void dropContent(HttpServletResponse response) {
        HttpHeaders others = new HttpHeaders();
        // Tomcat 7 lists a name once for each of its values
        for (String name : new LinkedHashSet<>(response.getHeaderNames())) {
            if (!name.startsWith("Content-") || name.equals("Content-Security-Policy")) {
                others.addAll(name, new ArrayList<>(response.getHeaders(name)));
            }
        }
        response.reset();
        others.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }

    /** The status; of Spring's own exceptions also the headers Allow and Accept. */
    private ResponseEntity<?> known(Exception failure, ServletWebRequest request) {
        Throwable stating = Details.stating(failure);
        if (stating != null) {
            return ResponseEntity.status(Details.status(stating)).build();
        }
        if (failure instanceof MultipartException || failure.getClass().getName().equals(UNREADABLE_PARAMETER)) {
            return ResponseEntity.badRequest().build();
        }
        if (failure instanceof RejectedExecutionException) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        try {
            ResponseEntity<?> known = handleException(failure, request);
            return known != null ? known : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        } catch (Exception unknown) {
            return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR).build();
        }
    }
}
