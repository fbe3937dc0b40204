package org.asyncshowcase.guard;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.servlet.DispatcherType;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.rooms.example.UnavailableException;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.util.concurrent.ListenableFuture;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * What the guard does within MVC. A handler that returns what is asynchronous gets its place before it is called: it may do what
 * cannot be undone. An ASYNC dispatch that brings no result is refused: the handler would run a second time, and park what nobody
 * completes. A worker whose request is over is interrupted, after the answer: Spring itself would do so before it.
 */
public final class GuardInterceptor implements HandlerInterceptor, CallableProcessingInterceptor {

    private static final Class<?>[] ASYNC = {Callable.class, WebAsyncTask.class, DeferredResult.class, ListenableFuture.class,
            CompletionStage.class, ResponseBodyEmitter.class, StreamingResponseBody.class};

    private final Map<ServletRequest, Thread> working = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST && handler instanceof HandlerMethod
                && isAsync(ResolvableType.forMethodReturnType(((HandlerMethod) handler).getMethod()))) {
            HeldRequests.of(request).admit();
        }
        if (request.getDispatcherType() == DispatcherType.ASYNC
                && !WebAsyncUtils.getAsyncManager(request).hasConcurrentResult()) {
            throw new UnavailableException("the request was resumed without a result");
        }
        return true;
    }

    private static boolean isAsync(ResolvableType returned) {
        Class<?> type = returned.resolve(Object.class);
        if (HttpEntity.class.isAssignableFrom(type)) {
            return isAsync(returned.as(HttpEntity.class).getGeneric());
        }
        return Stream.of(ASYNC).anyMatch(each -> each.isAssignableFrom(type))
                || ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
    }

    /** The request of the ASYNC dispatch is another one for MVC; what the filter has made of it stays, and is not the container's. */
    private static ServletRequest guarded(NativeWebRequest request) {
        return request.getNativeRequest(HeldRequest.Guarded.class);
    }

    /** Called by the worker. */
    @Override
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        working.put(guarded(request), Thread.currentThread());
    }

    /** Called by the worker. */
    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, Object result) {
        working.remove(guarded(request));
    }

    /** Called by a container's thread: nobody waits any more. */
    @Override
    public <T> void afterCompletion(NativeWebRequest request, Callable<T> task) {
        working.computeIfPresent(guarded(request), (over, worker) -> {
            worker.interrupt();
            return null;
        });
    }
}
