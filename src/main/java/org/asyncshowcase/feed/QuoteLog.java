package org.asyncshowcase.feed;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last quotes, in the order in which the broker delivered them. Who waits for a quote subscribes first and looks
 * back after that: no quote falls between the two. A place in the log has the id of the quote before it; also the place
 * before all quotes has one, which no other log knows. Safe for any thread.
 */
public final class QuoteLog implements Function<String, BigDecimal> {

    private static final Logger log = LoggerFactory.getLogger(QuoteLog.class);

    private final List<Consumer<Quote>> subscribers = new CopyOnWriteArrayList<>();
    private final Quote[] ring;
    private final Map<String, Long> positions = new HashMap<>();
    private String idBeforeOldest = UUID.randomUUID().toString().substring(0, 8) + "-0";
    private long next;

    /** @param capacity how many quotes are held */
    public QuoteLog(int capacity) {
        this.ring = new Quote[capacity];
        positions.put(idBeforeOldest, -1L);
    }

    /** From now on the JMS thread calls this subscriber with each quote, after it entered the log. */
    public void subscribe(Consumer<Quote> subscriber) {
        subscribers.add(subscriber);
    }

    public void unsubscribe(Consumer<Quote> subscriber) {
        subscribers.remove(subscriber);
    }

    /** Called by the JMS thread. A quote that is delivered again, after a broken connection, is passed over. */
    public void append(Quote quote) {
        if (add(quote)) {
            subscribers.forEach(subscriber -> tell(subscriber, quote));
        }
    }

    private synchronized boolean add(Quote quote) {
        if (positions.containsKey(quote.getId())) {
            return false;
        }
        int slot = slot(next);
        if (ring[slot] != null) {
            // who has seen the one that is overwritten has missed nothing yet
            positions.remove(idBeforeOldest);
            idBeforeOldest = ring[slot].getId();
        }
        ring[slot] = quote;
        positions.put(quote.getId(), next++);
        return true;
    }

    private static void tell(Consumer<Quote> subscriber, Quote quote) {
        try {
            subscriber.accept(quote);
        } catch (RuntimeException ex) {
            log.error("A subscriber failed on quote {}; the others get it", quote.getId(), ex);
        }
    }

    /** The quotes after the place with this id; everything that is held, with a gap, if some of them are not. */
    public synchronized Backlog after(String id) {
        Long position = positions.get(id);
        long first = position == null ? oldest() : position + 1;
        List<Quote> quotes = new ArrayList<>();
        for (long each = first; each < next; each++) {
            quotes.add(ring[slot(each)]);
        }
        return new Backlog(quotes, id, position == null);
    }

    /** The position after this id, in quotes since the start; -1 if the quotes after it are not all held. */
    public synchronized long positionAfter(String id) {
        Long position = positions.get(id);
        return position == null ? -1 : position + 1;
    }

    /** The id to come back with, for whoever has read up to this position; null if the quotes after it are not all held. */
    public synchronized String idBefore(long position) {
        Quote before = at(position - 1);
        return before != null ? before.getId() : position == oldest() ? idBeforeOldest : null;
    }

    /** The id to come back with, for whoever has read everything. */
    public synchronized String newest() {
        return idBefore(next);
    }

    /** The position of the oldest quote that is held. */
    public synchronized long oldest() {
        return Math.max(0, next - ring.length);
    }

    /** The quote at this position; null if it is not held any more, or has not come yet. */
    public synchronized Quote at(long position) {
        return position >= oldest() && position < next ? ring[slot(position)] : null;
    }

    /** The newest price of a symbol among the quotes that are held, or null. */
    public synchronized BigDecimal latestPrice(String symbol) {
        for (long each = next - 1; each >= oldest(); each--) {
            Quote quote = ring[slot(each)];
            if (quote.getSymbol().equals(symbol)) {
                return quote.getPrice();
            }
        }
        return null;
    }

    /** As {@link #latestPrice}, for a caller that needs prices alone. */
    @Override
    public BigDecimal apply(String symbol) {
        return latestPrice(symbol);
    }

    /** How many quotes have come since the start: also the position of the next one. */
    public synchronized long seen() {
        return next;
    }

    private int slot(long position) {
        return (int) (position % ring.length);
    }
}
