package org.asyncshowcase.rooms.textbook;

import java.time.Instant;
import java.util.concurrent.ScheduledFuture;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** A DeferredResult that a scheduled task sets; its callbacks; and its error, which is a result like any other. */
@RestController
class DeferredForms {

    private static final int WORK_MILLIS = 500;
    private static final long TIMEOUT_MILLIS = 500;

    private final TaskScheduler timer;

    DeferredForms(TaskScheduler timer) {
        this.timer = timer;
    }

    @GetMapping("/textbook/deferred")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>();
        ScheduledFuture<?> task = timer.schedule(
                () -> result.setResult("set by " + Thread.currentThread().getName() + "\n"), work());
        // the connection is broken: nobody waits for the task any more
        result.onError(failure -> task.cancel(false));
        return result;
    }

    /** What is not an exception is answered as the handler's own return value would be. Without it the answer is 503 too. */
    @GetMapping("/textbook/deferred/timeout")
    DeferredResult<ResponseEntity<String>> timeout() {
        DeferredResult<ResponseEntity<String>> result = new DeferredResult<>(TIMEOUT_MILLIS);
        result.onTimeout(() -> result.setErrorResult(
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body("set by onTimeout: nobody set a result\n")));
        return result;
    }

    /** An exception goes to the exception handlers, as if this method had thrown it. */
    @GetMapping("/textbook/deferred/error")
    DeferredResult<String> error() {
        DeferredResult<String> result = new DeferredResult<>();
        timer.schedule(() -> {
            result.setErrorResult(new IllegalStateException("the partner failed, as this form asks it to"));
        }, work());
        return result;
    }

    /** Called by a container's thread, on the ASYNC dispatch. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_GATEWAY)
    String failed(IllegalStateException failure) {
        return "answered by @ExceptionHandler: " + failure.getMessage() + "\n";
    }

    private static Instant work() {
        return Instant.now().plusMillis(WORK_MILLIS);
    }
}
