package org.asyncshowcase.feed;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** This node, among several that share a source of events: makes the ids of its quotes and its reply queue its own. */
public final class Node {

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong sequence = new AtomicLong();

    public String getId() {
        return id;
    }

    /**
     * A quote of this moment, with an id that no other has on any node. Any thread may call.
     *
     * @throws IllegalArgumentException if a value breaks its rule
     */
    public Quote quote(String symbol, String price) {
        String quoteId = id + "-" + Long.toString(sequence.incrementAndGet(), Character.MAX_RADIX);
        return new Quote(quoteId, symbol, price, System.currentTimeMillis());
    }
}
