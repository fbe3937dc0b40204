package org.asyncshowcase.house.lifecycle;

import java.util.concurrent.Callable;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBodyReturnValueHandler;

/** Writes down what MVC reports to its three kinds of interceptors, for requests that are recorded. */
final class TimelineInterceptor
        implements AsyncHandlerInterceptor, CallableProcessingInterceptor, DeferredResultProcessingInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod && request.getDispatcherType() == DispatcherType.REQUEST) {
            InvalidValueException.require(!(request.getAttribute(TimelineFilter.ATTRIBUTE) instanceof String),
                    "timeline", "1 to 64 of A-Z, a-z, 0-9 and the hyphen");
        }
        record(request, HandlerInterceptor.class, "preHandle");
        if (request.getAttribute(TimelineFilter.ATTRIBUTE) instanceof Timeline) {
            ((Timeline) request.getAttribute(TimelineFilter.ATTRIBUTE)).of(request.getRemoteUser());
            WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
            async.registerCallableInterceptor(this, this);
            async.registerDeferredResultInterceptor(this, this);
        }
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
        record(request, CallableProcessingInterceptor.class, "beforeConcurrentHandling");
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        record(request, CallableProcessingInterceptor.class, "preProcess");
        if (writesBody(task)) {
            record(request, StreamingResponseBody.class, "writeTo");
        }
    }

    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, Object result) {
        if (writesBody(task)) {
            record(request, StreamingResponseBody.class, "writeToReturned");
        }
        record(request, CallableProcessingInterceptor.class, "postProcess");
    }

    @Override
    public <T> void afterCompletion(NativeWebRequest request, Callable<T> task) {
        record(request, CallableProcessingInterceptor.class, "afterCompletion");
    }

    @Override
    public <T> void beforeConcurrentHandling(NativeWebRequest request, DeferredResult<T> result) {
        record(request, DeferredResultProcessingInterceptor.class, "beforeConcurrentHandling");
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) {
        record(request, DeferredResultProcessingInterceptor.class, "preProcess");
    }

    /** Called by the thread that has set the result. */
    @Override
    public <T> void postProcess(NativeWebRequest request, DeferredResult<T> result, Object value) {
        record(request, DeferredResult.class, value instanceof Throwable ? "setErrorResult" : "setResult");
        record(request, DeferredResultProcessingInterceptor.class, "postProcess");
    }

    @Override
    public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
        record(request, DeferredResultProcessingInterceptor.class, "afterCompletion");
    }

    /** The Callable that MVC makes of a {@code StreamingResponseBody}; its class is not for others. */
    private static boolean writesBody(Callable<?> task) {
        return task.getClass().getEnclosingClass() == StreamingResponseBodyReturnValueHandler.class;
    }

    /** Work may end after its request: what the filter has made of it is asked, and not the container's request within. */
    private static void record(NativeWebRequest request, Class<?> api, String name) {
        RecordingRequest recorded = request.getNativeRequest(RecordingRequest.class);
        if (recorded != null) {
            recorded.timeline().record(api, name);
        }
    }

    private static void record(HttpServletRequest request, Class<?> api, String name) {
        Object timeline = request.getAttribute(TimelineFilter.ATTRIBUTE);
        if (timeline instanceof Timeline) {
            ((Timeline) timeline).record(api, name);
        }
    }
}
