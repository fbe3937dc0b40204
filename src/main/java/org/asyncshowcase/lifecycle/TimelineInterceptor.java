package org.asyncshowcase.lifecycle;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.InvalidValueException;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Writes down what MVC tells its three kinds of interceptors, for requests that are recorded. */
final class TimelineInterceptor
        implements AsyncHandlerInterceptor, CallableProcessingInterceptor, DeferredResultProcessingInterceptor {

    /**
     * The timeline of a Callable or a DeferredResult. Work may end after its request: it is not asked for its attribute
     * any more. Weak, because a task that was cancelled in the queue never tells that it is over.
     */
    private final Map<Object, Timeline> timelines = Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        InvalidValueException.require(!(request.getAttribute(TimelineFilter.ATTRIBUTE) instanceof String), "timeline",
                "1 to 64 of A-Z, a-z, 0-9 and the hyphen");
        record(request, HandlerInterceptor.class, "preHandle");
        return true;
    }

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
            ModelAndView view) {
        record(request, HandlerInterceptor.class, "postHandle");
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            Exception ex) {
        record(request, HandlerInterceptor.class, "afterCompletion");
    }

    @Override
    public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
            Object handler) {
        record(request, AsyncHandlerInterceptor.class, "afterConcurrentHandlingStarted");
    }

    @Override
    public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
        begin(request, task, CallableProcessingInterceptor.class);
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        record(task, CallableProcessingInterceptor.class, "preProcess");
    }

    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, Object result) {
        record(task, CallableProcessingInterceptor.class, "postProcess");
    }

    @Override
    public <T> void afterCompletion(NativeWebRequest request, Callable<T> task) {
        record(task, CallableProcessingInterceptor.class, "afterCompletion");
    }

    @Override
    public <T> void beforeConcurrentHandling(NativeWebRequest request, DeferredResult<T> result) {
        begin(request, result, DeferredResultProcessingInterceptor.class);
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) {
        record(result, DeferredResultProcessingInterceptor.class, "preProcess");
    }

    /** Called by the thread that has set the result. */
    @Override
    public <T> void postProcess(NativeWebRequest request, DeferredResult<T> result, Object value) {
        record(result, DeferredResult.class, "setResult");
        record(result, DeferredResultProcessingInterceptor.class, "postProcess");
    }

    @Override
    public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
        record(result, DeferredResultProcessingInterceptor.class, "afterCompletion");
    }

    private void begin(NativeWebRequest request, Object work, Class<?> api) {
        Object timeline = request.getAttribute(TimelineFilter.ATTRIBUTE, NativeWebRequest.SCOPE_REQUEST);
        if (timeline instanceof Timeline) {
            timelines.put(work, (Timeline) timeline);
            ((Timeline) timeline).record(api, "beforeConcurrentHandling");
        }
    }

    private void record(Object work, Class<?> api, String name) {
        Timeline timeline = timelines.get(work);
        if (timeline != null) {
            timeline.record(api, name);
        }
    }

    private static void record(HttpServletRequest request, Class<?> api, String name) {
        Object timeline = request.getAttribute(TimelineFilter.ATTRIBUTE);
        if (timeline instanceof Timeline) {
            ((Timeline) timeline).record(api, name);
        }
    }
}
