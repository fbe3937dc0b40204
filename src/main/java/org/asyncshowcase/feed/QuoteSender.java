package org.asyncshowcase.feed;

/** Publishes quotes: the one way in, also for what this node publishes itself. Whatever brings them back is its concern. */
public interface QuoteSender {

    /**
     * Returns when the quote is accepted and this node listens: its followers get the quote, or a gap. Any thread may call;
     * it is held for 2 s at most.
     *
     * @throws BrokerAwayException if the quote was not accepted, or this node does not listen
     */
    Quote publish(String symbol, String price);

    /** Whether quotes can be published, and arrive. Any thread may call. */
    boolean isConnected();
}
