package org.asyncshowcase.context;

import java.util.concurrent.Callable;

import org.asyncshowcase.Delay;
import org.springframework.core.task.AsyncListenableTaskExecutor;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.util.concurrent.ListenableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Answers what each side knew of the request. Nothing here carries it: the executors do, as XML has told them. */
@RestController
@RequestMapping("/context")
class ContextController {

    private final AsyncTaskExecutor partner;
    private final AsyncListenableTaskExecutor lost;
    private final NextQuote nextQuote;
    private final Scheduler scheduler;
    private final long timeoutMillis;

    /** @param lost an executor that carries nothing */
    ContextController(AsyncTaskExecutor partner, AsyncListenableTaskExecutor lost, NextQuote nextQuote,
            int timeoutMillis) {
        this.partner = partner;
        this.lost = lost;
        this.nextQuote = nextQuote;
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

    /** The next quote answers; the JMS thread is the worker. Without one the container's thread is, on the time-out. */
    @GetMapping("/deferred")
    DeferredResult<BothSides> deferred() {
        Seen request = BothSides.request();
        DeferredResult<BothSides> result = new DeferredResult<>(timeoutMillis, () -> BothSides.worker(request));
        nextQuote.answers(result, () -> result.setResult(BothSides.worker(request)));
        return result;
    }

    @GetMapping("/reactive")
    Mono<BothSides> reactive(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        Seen request = BothSides.request();
        return Mono.fromCallable(() -> work(request, delay)).subscribeOn(scheduler);
    }

    /** As {@code @Async} would submit it, to an executor that nobody has told to carry anything. */
    @GetMapping("/lost")
    ListenableFuture<BothSides> lost(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        Seen request = BothSides.request();
        return lost.submitListenable(() -> work(request, delay));
    }

    /** Called by the worker, which is held for the delay. */
    private static BothSides work(Seen request, Delay delay) throws InterruptedException {
        Thread.sleep(delay.millis());
        return BothSides.worker(request);
    }
}
