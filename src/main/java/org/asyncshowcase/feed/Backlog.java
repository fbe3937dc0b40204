package org.asyncshowcase.feed;

import java.util.List;

/** The quotes after a cursor, oldest first, and the cursor to ask with next. */
public final class Backlog {

    private final List<Quote> quotes;
    private final String last;
    private final boolean gap;

    Backlog(List<Quote> quotes, String after, boolean gap) {
        this.quotes = quotes;
        this.last = quotes.isEmpty() ? after : quotes.get(quotes.size() - 1).getId();
        this.gap = gap;
    }

    public List<Quote> getQuotes() {
        return quotes;
    }

    /** The id of the last quote, or the cursor itself where there is none after it. */
    public String getLast() {
        return last;
    }

    /** Whether quotes between the cursor and the first of these are no longer held. */
    public boolean isGap() {
        return gap;
    }
}
