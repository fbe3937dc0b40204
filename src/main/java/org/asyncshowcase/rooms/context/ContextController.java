package org.asyncshowcase.rooms.context;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.asyncshowcase.rooms.example.Delay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Answers what each side knew of the request. Nothing here carries it: the executors do, as XML configures them. */
@RestController
@RequestMapping("/context")
class ContextController implements Consumer<Object> {

    private static final Logger log = LoggerFactory.getLogger(ContextController.class);

    private final Map<DeferredResult<?>, Runnable> parked = new ConcurrentHashMap<>();
    private final AsyncTaskExecutor partner;
    private final AsyncTaskExecutor lost;
    private final TaskDecorator context;
    private final Scheduler scheduler;
    private final long timeoutMillis;

    /**
     * @param lost an executor that carries nothing
     * @param context captures what the calling thread knows, for a task that another thread runs
     */
    ContextController(AsyncTaskExecutor partner, AsyncTaskExecutor lost, TaskDecorator context, int timeoutMillis) {
        this.partner = partner;
        this.lost = lost;
        this.context = context;
        this.scheduler = Schedulers.fromExecutor(partner);
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/callable")
    Callable<BothSides> callable(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        Seen request = BothSides.request();
        return () -> work(request, delay);
    }

    @GetMapping("/task")
    WebAsyncTask<BothSides> task(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        Seen request = BothSides.request();
        return new WebAsyncTask<>(null, partner, () -> work(request, delay));
    }

    /** The next event answers; its thread is the worker. Without one the container's thread is, on the time-out. */
    @GetMapping("/deferred")
    DeferredResult<BothSides> deferred() {
        Seen request = BothSides.request();
        DeferredResult<BothSides> result = new DeferredResult<>(timeoutMillis, () -> BothSides.worker(request));
        parked.put(result, context.decorate(() -> result.setResult(BothSides.worker(request))));
        result.onError(failure -> parked.remove(result));
        result.onCompletion(() -> parked.remove(result));
        return result;
    }

    /** An event has come. Called by the thread that brings it; what a request's own thread knew is restored for each. */
    @Override
    public void accept(Object event) {
        // of a request that could not be parked MVC reports no end
        parked.keySet().removeIf(DeferredResult::isSetOrExpired);
        parked.values().forEach(ContextController::resume);
    }

    private static void resume(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException ex) {
            log.warn("A parked request could not be resumed; the others are", ex);
        }
    }

    @GetMapping("/reactive")
    Mono<BothSides> reactive(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        Seen request = BothSides.request();
        return Mono.fromCallable(() -> work(request, delay)).subscribeOn(scheduler);
    }

    /** As {@code @Async} would submit it, to an executor that is not configured to carry anything. */
    @GetMapping("/lost")
    CompletableFuture<BothSides> lost(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        Seen request = BothSides.request();
        return CompletableFuture.supplyAsync(() -> work(request, delay), lost);
    }

    /** Called by the worker, which is held for the delay. */
    private static BothSides work(Seen request, Delay delay) {
        try {
            Thread.sleep(delay.millis());
        } catch (InterruptedException ex) {
            throw new AsyncRequestTimeoutException();
        }
        return BothSides.worker(request);
    }
}
