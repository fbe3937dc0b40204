package org.asyncshowcase.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.UnavailableException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

/**
 * Knows every request whose thread has left, so that a stop of the application answers them all. It writes the answer
 * itself: Tomcat dispatches no more to an application that stops, and a result set now would become a 404 or a 500.
 */
public final class ParkedRequests implements ApplicationListener<ContextClosedEvent> {

    private static final long WRITER_LEAVES_WITHIN_MILLIS = 20;
    private static final long ENDED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Map<Object, ParkedRequest> parked = new ConcurrentHashMap<>();
    private final int retryAfterSeconds;
    private volatile boolean stopping;

    /** @param retryAfterSeconds what a 503 tells its client to wait */
    ParkedRequests(int retryAfterSeconds) {
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** What MVC tells of each Callable and WebAsyncTask. */
    CallableProcessingInterceptor callables() {
        return new CallableProcessingInterceptor() {

            @Override
            public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
                park(task, request);
            }

            @Override
            public <T> Object handleError(NativeWebRequest request, Callable<T> task, Throwable failure) {
                broken(task);
                return RESULT_NONE;
            }

            @Override
            public <T> void afterCompletion(NativeWebRequest request, Callable<T> task) {
                over(task);
            }
        };
    }

    /** What MVC tells of each DeferredResult. */
    DeferredResultProcessingInterceptor deferredResults() {
        return new DeferredResultProcessingInterceptor() {

            @Override
            public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) {
                park(result, request);
                // not by afterCompletion: of a connection that breaks before the request's thread has left, Tomcat tells
                // onError alone, and MVC asks no interceptor then
                request.getNativeRequest(HttpServletRequest.class).getAsyncContext()
                        .addListener(new OverListener(() -> over(result), () -> broken(result)));
            }
        };
    }

    /** Called by the request's thread. */
    private void park(Object work, NativeWebRequest request) {
        parked.put(work, new ParkedRequest(request.getNativeRequest(HttpServletRequest.class)));
        if (stopping) {
            parked.remove(work);
            throw new UnavailableException("the application stops");
        }
    }

    /** Called by a container thread: the request is complete. */
    private void over(Object work) {
        ParkedRequest request = parked.remove(work);
        if (request != null) {
            request.over();
        }
    }

    /**
     * Called by a container thread. The thread whose write has failed is still on its way out of the container's code: were the
     * request used again at once, Tomcat would take the failure for one of the next request.
     */
    private void broken(Object work) {
        over(work);
        try {
            TimeUnit.MILLISECONDS.sleep(WRITER_LEAVES_WITHIN_MILLIS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the thread that stops the application; it waits until the container has ended the requests. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stopping = true;
        List<ParkedRequest> told = new ArrayList<>(parked.values());
        told.forEach(request -> request.answerStop(retryAfterSeconds));
        long until = System.nanoTime() + ENDED_WITHIN_NANOS;
        try {
            for (ParkedRequest request : told) {
                request.awaitOver(until - System.nanoTime());
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many requests are parked now: in a set, in a queue, or at work on a thread that is not the container's. */
    public int size() {
        return parked.size();
    }
}
