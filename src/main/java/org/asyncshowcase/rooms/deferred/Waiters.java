package org.asyncshowcase.rooms.deferred;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.web.context.request.async.DeferredResult;

/** The results that wait for a quote. Each leaves when its request is over, however it ended. */
public final class Waiters implements Consumer<Quote>, InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Waiters.class);

    private final Map<DeferredResult<?>, Consumer<Quote>> waiting = new ConcurrentHashMap<>();
    private final QuoteLog quotes;

    Waiters(QuoteLog quotes) {
        this.quotes = quotes;
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
     * @param onQuote sets the result; the source's thread calls it
     */
    void add(DeferredResult<?> result, Consumer<Quote> onQuote) {
        waiting.put(result, onQuote);
        result.onError(failure -> waiting.remove(result));
        result.onCompletion(() -> waiting.remove(result));
    }

    /** Called by the source's thread. It sets results; the container's threads write them. */
    @Override
    public void accept(Quote quote) {
        // of a request that could not be parked MVC reports no end: it leaves when it has been resumed before
        waiting.keySet().removeIf(DeferredResult::isSetOrExpired);
        waiting.values().forEach(waiter -> resume(waiter, quote));
    }

    private static void resume(Consumer<Quote> waiter, Quote quote) {
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
