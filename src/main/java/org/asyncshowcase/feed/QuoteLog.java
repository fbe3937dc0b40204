package org.asyncshowcase.feed;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last quotes, in the order in which their source brought them. A follower subscribes first and looks back after that:
 * no quote falls between the two. A place in the log has the id of the quote before it; the place before all quotes has an
 * id too, which no other log knows. Safe for any thread.
 *
 * <p>While this node is not subscribed to its source, others may publish. So each subscription begins with a break, which
 * takes a position of its own: a follower that has read up to it gets a {@code gap} and goes on behind it, also on a stream
 * that is open. A durable subscription would lose nothing, but only where the broker keeps messages on disk, and keeps them
 * for each node that ever was; and it could not help a node that starts.
 */
public final class QuoteLog implements Function<String, BigDecimal> {

    private static final Logger log = LoggerFactory.getLogger(QuoteLog.class);

    private final List<Consumer<Quote>> subscribers = new CopyOnWriteArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Entry[] ring;
    private final Map<String, Long> positions = new HashMap<>();
    private String idBeforeOldest = newId();
    private long next;
    /** The last answer of {@link #after}, the id that it was for, and how far the log was. */
    private Backlog answered;
    private String answeredAfter;
    private long answeredAt;

    /** @param capacity how many quotes are held; a break takes the room of one */
    public QuoteLog(int capacity) {
        this.ring = new Entry[capacity];
        positions.put(idBeforeOldest, -1L);
    }

    /** From now on the source's thread calls this subscriber with each quote, after it entered the log. */
    public void subscribe(Consumer<Quote> subscriber) {
        subscribers.add(subscriber);
    }

    public void unsubscribe(Consumer<Quote> subscriber) {
        subscribers.remove(subscriber);
    }

    /** From now on the source's thread calls this follower whenever there is more to read: after a quote, and a break. */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    public void unfollow(Runnable follower) {
        followers.remove(follower);
    }

    /** Called by the source's thread; by {@code http} that of any request. A quote that has come before is passed over. */
    public void append(Quote quote) {
        if (add(new Entry(quote.getId(), quote))) {
            subscribers.forEach(subscriber -> call(() -> subscriber.accept(quote)));
            followers.forEach(QuoteLog::call);
        }
    }

    /**
     * Enters a break: quotes may be missing here. Called by the source's thread when it has subscribed again, before it
     * receives: a cursor that was given out while it was not subscribed is then before the break, too.
     */
    public void interrupted() {
        add(new Entry(newId(), null));
        followers.forEach(QuoteLog::call);
    }

    private synchronized boolean add(Entry entry) {
        if (positions.containsKey(entry.id)) {
            return false;
        }
        int slot = slot(next);
        if (ring[slot] != null) {
            // a follower that has read the one that is overwritten has missed nothing yet
            positions.remove(idBeforeOldest);
            idBeforeOldest = ring[slot].id;
        }
        ring[slot] = entry;
        positions.put(entry.id, next++);
        return true;
    }

    private static void call(Runnable subscriber) {
        try {
            subscriber.run();
        } catch (RuntimeException ex) {
            log.error("A subscriber failed; the others are called", ex);
        }
    }

    /**
     * The quotes after the place with this id, up to the next break. With a gap, if some are missing: those behind the break
     * that follows, or, if the place is not held, from the oldest on. All who wait at one place get the same object.
     */
    public synchronized Backlog after(String id) {
        if (answered == null || answeredAt != next || !Objects.equals(answeredAfter, id)) {
            answered = read(id);
            answeredAfter = id;
            answeredAt = next;
        }
        return answered;
    }

    private Backlog read(String id) {
        Long position = positions.get(id);
        boolean gap = position == null || isBreak(position + 1);
        long each = position == null ? oldest() : behindGap(position);
        List<Quote> quotes = new ArrayList<>();
        for (Quote quote = at(each); quote != null; quote = at(++each)) {
            quotes.add(quote);
        }
        return new Backlog(Collections.unmodifiableList(quotes), idBefore(each), gap);
    }

    /**
     * The position after the place with this id; -1 if the quotes after it are not all held. Positions count the quotes and
     * the breaks since the start.
     */
    public synchronized long positionAfter(String id) {
        Long position = positions.get(id);
        return position == null ? -1 : position + 1;
    }

    /** The id to come back with, for whoever has read up to this position; null if what comes after it is not all held. */
    public synchronized String idBefore(long position) {
        Entry before = entry(position - 1);
        return before != null ? before.id : position == oldestEntry() ? idBeforeOldest : null;
    }

    /** The id to come back with, for whoever has read everything. */
    public synchronized String newest() {
        return idBefore(next);
    }

    /** The position of the oldest quote that is held; that of the next quote, if none is. */
    public synchronized long oldest() {
        return behindGap(-1);
    }

    /** Where to go on, for whoever finds no quote at this position, before the end: at the next one that is held. */
    public synchronized long behindGap(long position) {
        long each = Math.max(position + 1, oldestEntry());
        while (isBreak(each)) {
            each++;
        }
        return each;
    }

    /** The quote at this position; null if it is not held any more, has not come yet, or there is a break. */
    public synchronized Quote at(long position) {
        Entry entry = entry(position);
        return entry == null ? null : entry.quote;
    }

    /** The newest price of a symbol among the quotes that are held, or null. */
    public synchronized BigDecimal latestPrice(String symbol) {
        for (long each = next - 1; each >= oldestEntry(); each--) {
            Quote quote = at(each);
            if (quote != null && quote.getSymbol().equals(symbol)) {
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

    /** How many quotes and breaks have come since the start: also the position of the next one. */
    public synchronized long seen() {
        return next;
    }

    private long oldestEntry() {
        return Math.max(0, next - ring.length);
    }

    private boolean isBreak(long position) {
        Entry entry = entry(position);
        return entry != null && entry.quote == null;
    }

    /** What has this position; null if it is not held. */
    private Entry entry(long position) {
        return position >= oldestEntry() && position < next ? ring[slot(position)] : null;
    }

    private int slot(long position) {
        return (int) (position % ring.length);
    }

    private static String newId() {
        return UUID.randomUUID().toString().substring(0, 8) + "-0";
    }

    /** A quote, or a break, which has an id and no quote. */
    private static final class Entry {

        private final String id;
        private final Quote quote;

        Entry(String id, Quote quote) {
            this.id = id;
            this.quote = quote;
        }
    }
}
