package org.asyncshowcase.guard;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.http.HttpEntity;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * What the guard does within MVC. A handler whose return type is asynchronous gets its place before it is called, since it
 * may do what cannot be undone. An ASYNC dispatch that brings no result is refused: the handler would run a second time, and
 * park what nobody completes. Implements all methods: in Spring 3.2 none has a default.
 */
public final class GuardInterceptor implements HandlerInterceptor {

    /** By name: Spring 3.2 has the first four alone. */
    private static final Set<String> ASYNC = new HashSet<>(Arrays.asList("java.util.concurrent.Callable",
            "org.springframework.web.context.request.async.WebAsyncTask",
            "org.springframework.web.context.request.async.DeferredResult", "java.util.concurrent.CompletionStage",
            "org.springframework.util.concurrent.ListenableFuture",
            "org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter",
            "org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody"));
    private static final boolean REACTIVE = ClassUtils.isPresent("org.springframework.core.ReactiveAdapterRegistry", null);

    private final Map<Method, Boolean> known = new ConcurrentHashMap<>();
    private final GuardFilter filter;

    public GuardInterceptor(GuardFilter filter) {
        this.filter = filter;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
        WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
        if (request.getDispatcherType() == DispatcherType.ASYNC && !async.hasConcurrentResult()) {
            filter.refuse(response, "the request was resumed without a result");
            return false;
        }
        if (request.getDispatcherType() == DispatcherType.REQUEST && handler instanceof HandlerMethod
                && known.computeIfAbsent(((HandlerMethod) handler).getMethod(),
                each -> isAsync(each.getGenericReturnType()))) {
            try {
                filter.admit(GuardFilter.of(request));
            } catch (RefusedException ex) {
                filter.refuse(response, ex.getMessage());
                return false;
            }
            async.registerCallableInterceptor(Worker.class, new Worker());
        }
        return true;
    }

    private static boolean isAsync(Type returned) {
        if (returned instanceof ParameterizedType) {
            ParameterizedType type = (ParameterizedType) returned;
            boolean entity = HttpEntity.class.isAssignableFrom((Class<?>) type.getRawType());
            return isAsync(entity ? type.getActualTypeArguments()[0] : type.getRawType());
        }
        return returned instanceof Class
                && (isNamed((Class<?>) returned) || REACTIVE && Reactive.knows((Class<?>) returned));
    }

    private static boolean isNamed(Class<?> type) {
        return type != null && (ASYNC.contains(type.getName()) || isNamed(type.getSuperclass())
                || Stream.of(type.getInterfaces()).anyMatch(GuardInterceptor::isNamed));
    }

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView view) {
        // nothing to do
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            Exception failure) {
        // nothing to do
    }

    /** What Spring 5 has; a class of its own, so that older ones never load it. */
    private static final class Reactive {

        static boolean knows(Class<?> type) {
            return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
        }
    }
}
