package org.asyncshowcase.house.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.SlowWork;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a burst asks for. A pool of a few threads stands for a container's: a burst that holds all of the container's own
 * would take them from everybody.
 */
@RestController
@RequestMapping("/load")
class SmallContainer {

    private static final long TIMEOUT_MILLIS = 60_000;

    private final Semaphore free;
    private final SlowWork work;
    private final AsyncTaskExecutor container;
    private final AsyncTaskExecutor executor;

    /**
     * @param free is taken while a burst goes on; without one nobody is served
     * @param container its threads stand for a container's
     * @param executor does the work that leaves them
     */
    SmallContainer(Semaphore free, SlowWork work, AsyncTaskExecutor container, AsyncTaskExecutor executor) {
        this.free = free;
        this.work = work;
        this.container = container;
        this.executor = executor;
    }

    /** A thread of the pool does the work. Without a delay it is a short request, which needs a thread for a moment. */
    @GetMapping("/blocking")
    WebAsyncTask<Answer> blocking(@RequestParam Delay delay) {
        Supplier<Answer> answer = answer("blocking", delay);
        return new WebAsyncTask<>(TIMEOUT_MILLIS, container, answer::get);
    }

    /** A thread of the pool gives the work to the executor, and is free. */
    @GetMapping("/callable")
    DeferredResult<Object> callable(@RequestParam Delay delay) {
        Supplier<Answer> answer = answer("callable", delay);
        DeferredResult<Object> result = new DeferredResult<>(TIMEOUT_MILLIS);
        CompletableFuture.supplyAsync(() -> CompletableFuture.supplyAsync(answer, executor), container)
                .thenCompose(given -> given)
                .whenComplete((value, failure) -> result.setResult(failure == null ? value : failure));
        return result;
    }

    private Supplier<Answer> answer(String pattern, Delay delay) {
        NewLoad.bounded(delay);
        if (free.availablePermits() > 0) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "no burst goes on");
        }
        String requestThread = Thread.currentThread().getName();
        return () -> work.answer(pattern, requestThread, delay);
    }
}
