package org.asyncshowcase.rooms.deferred;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.guard.HeldRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/** The held requests that wait for a quote. A request leaves when it is over and at no other moment, however it ended. */
public final class Waiters implements Consumer<Quote>, InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Waiters.class);

    private final Map<HeldRequest, Consumer<Quote>> waiting = new ConcurrentHashMap<>();
    private final QuoteLog quotes;
    private final Supplier<Executor> contexts;

    /** @param contexts gives what executes on the calling thread, as the thread that asked for it would */
    Waiters(QuoteLog quotes, Supplier<Executor> contexts) {
        this.quotes = quotes;
        this.contexts = contexts;
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
     */
    void add(HeldRequest held, Consumer<Quote> onQuote) {
        Executor context = contexts.get();
        waiting.put(held, quote -> context.execute(() -> tell(onQuote, quote)));
        held.onEnd(() -> waiting.remove(held));
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

    /** How many wait now. */
    public int size() {
        return waiting.size();
    }
}
