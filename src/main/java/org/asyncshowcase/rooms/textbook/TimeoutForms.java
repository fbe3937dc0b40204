package org.asyncshowcase.rooms.textbook;

import org.asyncshowcase.rooms.textbook.TimeoutRegistrar.Registered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;

/** Handlers that say nothing of what answers their time-out: an interceptor does, for all of them. */
@RestController
class TimeoutForms {

    private static final long TIMEOUT_MILLIS = 500;
    private static final long WORK_MILLIS = 4_000;

    /** By an executor that does not interrupt the work: else its InterruptedException may be faster than the interceptor. */
    @GetMapping("/textbook/timeout/callable")
    WebAsyncTask<String> callable() {
        return new WebAsyncTask<>(TIMEOUT_MILLIS, "textbookPartner", () -> {
            Thread.sleep(WORK_MILLIS);
            return "too late\n";
        });
    }

    /** Nobody sets it. */
    @GetMapping("/textbook/timeout/deferred")
    DeferredResult<String> deferred() {
        return new DeferredResult<>(TIMEOUT_MILLIS);
    }

    @Registered
    @GetMapping("/textbook/registered/callable")
    WebAsyncTask<String> registeredCallable() {
        return callable();
    }

    @Registered
    @GetMapping("/textbook/registered/deferred")
    DeferredResult<String> registeredDeferred() {
        return deferred();
    }
}
