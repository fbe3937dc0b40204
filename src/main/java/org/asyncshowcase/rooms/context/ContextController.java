package org.asyncshowcase.rooms.context;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.rooms.example.Delay;
import org.springframework.core.task.AsyncTaskExecutor;
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

/** Answers what each side knew of the request. Nothing here carries it: the executors do, as XML has told them. */
@RestController
@RequestMapping("/context")
class ContextController {

    private final AsyncTaskExecutor partner;
    private final AsyncTaskExecutor lost;
    private final QuoteLog quotes;
    private final Supplier<Executor> contexts;
    private final Scheduler scheduler;
    private final long timeoutMillis;

    /**
     * @param lost an executor that carries nothing
     * @param contexts gives what executes on the calling thread, as the thread that asked for it would
     */
    ContextController(AsyncTaskExecutor partner, AsyncTaskExecutor lost, QuoteLog quotes, Supplier<Executor> contexts,
            int timeoutMillis) {
        this.partner = partner;
        this.lost = lost;
        this.quotes = quotes;
        this.contexts = contexts;
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
        Executor context = contexts.get();
        Consumer<Quote> waiter = new Consumer<Quote>() {
            @Override
            public void accept(Quote quote) {
                quotes.unsubscribe(this);
                context.execute(() -> result.setResult(BothSides.worker(request)));
            }
        };
        result.onError(failure -> quotes.unsubscribe(waiter));
        result.onCompletion(() -> quotes.unsubscribe(waiter));
        quotes.subscribe(waiter);
        return result;
    }

    @GetMapping("/reactive")
    Mono<BothSides> reactive(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        Seen request = BothSides.request();
        return Mono.fromCallable(() -> work(request, delay)).subscribeOn(scheduler);
    }

    /** As {@code @Async} would submit it, to an executor that nobody has told to carry anything. */
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
