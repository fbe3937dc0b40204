package org.asyncshowcase.rooms.textbook;

import java.util.concurrent.Callable;

import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers the time-outs of all handlers, instead of an {@code onTimeout} in each. A result's own {@code onTimeout} is asked
 * first, then the interceptors in their order. Called by a container's thread.
 */
final class TimeoutForAll implements CallableProcessingInterceptor, DeferredResultProcessingInterceptor {

    private final String from;

    /** @param from where it is registered; the answer says so */
    TimeoutForAll(String from) {
        this.from = from;
    }

    /** @return the result; an exception goes to the exception handlers */
    @Override
    public <T> Object handleTimeout(NativeWebRequest request, Callable<T> task) {
        return noAnswer();
    }

    /** @return that no other is asked */
    @Override
    public <T> boolean handleTimeout(NativeWebRequest request, DeferredResult<T> result) {
        result.setErrorResult(noAnswer());
        return false;
    }

    private ResponseStatusException noAnswer() {
        return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
                "no answer in time, says the interceptor of " + from);
    }
}
