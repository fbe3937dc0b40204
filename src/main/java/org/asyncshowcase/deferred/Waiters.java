package org.asyncshowcase.deferred;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.asyncshowcase.UnavailableException;
import org.asyncshowcase.events.Quote;
import org.asyncshowcase.events.QuoteLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The parked requests that wait for a quote, at most so many: each costs about 106 KB of the container's buffers.
 * A request leaves in its {@code onCompletion} and nowhere else, however it ended.
 */
public final class Waiters implements Consumer<Quote>, InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Waiters.class);

    private final Map<DeferredResult<?>, Consumer<Quote>> waiting = new ConcurrentHashMap<>();
    private final Semaphore places;
    private final QuoteLog quotes;
    private final Supplier<Executor> contexts;

    /** @param contexts gives what executes on the calling thread, as the thread that asked for it would */
    public Waiters(QuoteLog quotes, Supplier<Executor> contexts, int capacity) {
        this.quotes = quotes;
        this.contexts = contexts;
        this.places = new Semaphore(capacity);
    }

    @Override
    public void afterPropertiesSet() {
        quotes.subscribe(this);
    }

    @Override
    public void destroy() {
        quotes.unsubscribe(this);
    }

    /**
     * Called by the request's thread, before it looks for what has come already.
     *
     * @param onQuote sets the result; the JMS thread calls it
     * @throws UnavailableException if all places are taken
     */
    void add(DeferredResult<?> result, Consumer<Quote> onQuote) {
        if (!places.tryAcquire()) {
            throw new UnavailableException("too many requests are parked");
        }
        Executor context = contexts.get();
        waiting.put(result, quote -> context.execute(() -> tell(onQuote, quote)));
        result.onCompletion(() -> {
            waiting.remove(result);
            places.release();
        });
    }

    /** Called by the JMS thread. It sets results; the container's threads write them. */
    @Override
    public void accept(Quote quote) {
        waiting.values().forEach(waiter -> waiter.accept(quote));
    }

    private static void tell(Consumer<Quote> waiter, Quote quote) {
        try {
            waiter.accept(quote);
        } catch (RuntimeException ex) {
            log.warn("A parked request could not be resumed by quote {}; the others are", quote.getId(), ex);
        }
    }

    /** How many are parked now. */
    public int size() {
        return waiting.size();
    }
}
