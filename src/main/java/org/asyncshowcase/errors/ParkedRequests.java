package org.asyncshowcase.errors;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.UnavailableException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

/** Knows every parked DeferredResult of every room, so that a stop of the application answers them 503. */
public final class ParkedRequests implements ApplicationListener<ContextClosedEvent> {

    private final Map<DeferredResult<?>, HttpServletResponse> parked = new ConcurrentHashMap<>();
    private final int retryAfterSeconds;
    private volatile boolean stopping;

    /** @param retryAfterSeconds what a 503 tells its client to wait */
    ParkedRequests(int retryAfterSeconds) {
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** What MVC tells of each request that it parks. */
    DeferredResultProcessingInterceptor interceptor() {
        return new DeferredResultProcessingInterceptor() {

            /** Called by the request's thread. */
            @Override
            public <T> void beforeConcurrentHandling(NativeWebRequest request, DeferredResult<T> result) {
                parked.put(result, request.getNativeResponse(HttpServletResponse.class));
                if (stopping) {
                    stop(result);
                }
            }

            /** Called by a container thread, once, however the request ended. */
            @Override
            public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
                parked.remove(result);
            }
        };
    }

    /** Called by the thread that stops the application. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stopping = true;
        parked.keySet().forEach(this::stop);
    }

    private void stop(DeferredResult<?> result) {
        // Tomcat dispatches no more to an application that stops: it answers 503 itself, with the headers set so far
        parked.get(result).setIntHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        result.setErrorResult(new UnavailableException("the application stops"));
    }

    /** How many requests are parked now. */
    public int size() {
        return parked.size();
    }
}
