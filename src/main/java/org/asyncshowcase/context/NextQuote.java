package org.asyncshowcase.context;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.asyncshowcase.UnavailableException;
import org.asyncshowcase.events.Quote;
import org.asyncshowcase.events.QuoteLog;
import org.springframework.web.context.request.async.DeferredResult;

/** Parks requests until the next quote, at most so many: each costs about 106 KB of the container's buffers. */
final class NextQuote {

    private final QuoteLog quotes;
    private final Supplier<Executor> contexts;
    private final Semaphore places;

    /** @param contexts gives what executes on the calling thread, as the thread that asked for it would */
    NextQuote(QuoteLog quotes, Supplier<Executor> contexts, int capacity) {
        this.quotes = quotes;
        this.contexts = contexts;
        this.places = new Semaphore(capacity);
    }

    /**
     * Called by the request's thread.
     *
     * @param onQuote sets the result; the JMS thread calls it
     * @throws UnavailableException if all places are taken
     */
    void answers(DeferredResult<?> result, Runnable onQuote) {
        if (!places.tryAcquire()) {
            throw new UnavailableException("too many requests are parked");
        }
        Executor context = contexts.get();
        Consumer<Quote> waiter = quote -> context.execute(onQuote);
        result.onCompletion(() -> {
            quotes.unsubscribe(waiter);
            places.release();
        });
        quotes.subscribe(waiter);
    }
}
