package org.asyncshowcase.guard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Stands before an object for whose type the Servlet API has no wrapper, such as an {@code AsyncContext}. */
@FunctionalInterface
public interface Interceptor {

    /**
     * Called by the thread that calls the object.
     *
     * @param arguments may be changed; null where there are none
     * @param call passes the call on
     */
    Object intercept(String method, Object[] arguments, Call call) throws Throwable;

    /** The intercepted call. */
    interface Call {
        Object proceed() throws Throwable;
    }

    /** @param type an interface */
    static <T> T before(T target, Class<T> type, Interceptor interceptor) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> interceptor.intercept(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                })));
    }
}
