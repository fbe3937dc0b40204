package org.asyncshowcase.guard;

import java.util.concurrent.Callable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Interrupts the thread that works for a request when the request is over, that is after the answer: Spring itself would do
 * so before it, and take the interrupted worker's exception for the answer (5.2).
 */
final class Worker implements CallableProcessingInterceptor {

    private Thread working;

    @Override
    public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
        // nothing to do
    }

    /** Called by the worker. */
    @Override
    public synchronized <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        working = Thread.currentThread();
    }

    /** Called by the worker. */
    @Override
    public synchronized <T> void postProcess(NativeWebRequest request, Callable<T> task, Object result) {
        working = null;
    }

    @Override
    public <T> Object handleTimeout(NativeWebRequest request, Callable<T> task) {
        return RESULT_NONE;
    }

    /** Called by a container's thread. */
    @Override
    public synchronized <T> void afterCompletion(NativeWebRequest request, Callable<T> task) {
        if (working != null) {
            working.interrupt();
        }
    }
}
