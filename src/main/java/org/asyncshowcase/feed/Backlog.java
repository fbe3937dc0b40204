package org.asyncshowcase.feed;

import java.util.List;

/** The quotes after a cursor, oldest first, and the cursor to ask with next. */
public final class Backlog {

    private final List<Quote> quotes;
    private final String last;
    private final boolean gap;

    Backlog(List<Quote> quotes, String last, boolean gap) {
        this.quotes = quotes;
        this.last = last;
        this.gap = gap;
    }

    public List<Quote> getQuotes() {
        return quotes;
    }

    /** The id of the place after the last quote, or, where there is none, of the place to go on from. */
    public String getLast() {
        return last;
    }

    /** Whether quotes may be missing between the cursor and the first of these. */
    public boolean isGap() {
        return gap;
    }
}
