package org.asyncshowcase.context;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import org.asyncshowcase.UnavailableException;
import org.asyncshowcase.events.Quote;
import org.asyncshowcase.events.QuoteLog;
import org.springframework.core.task.TaskDecorator;
import org.springframework.web.context.request.async.DeferredResult;

/** Parks requests until the next quote, at most so many: each costs about 106 KB of the container's buffers. */
final class NextQuote {

    private final QuoteLog quotes;
    private final TaskDecorator context;
    private final Semaphore places;

    /** @param context what an answer is given in: that of the thread that parks its request */
    NextQuote(QuoteLog quotes, TaskDecorator context, int capacity) {
        this.quotes = quotes;
        this.context = context;
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
        Runnable answer = context.decorate(onQuote);
        Consumer<Quote> waiter = quote -> answer.run();
        result.onCompletion(() -> {
            quotes.unsubscribe(waiter);
            places.release();
        });
        quotes.subscribe(waiter);
    }
}
