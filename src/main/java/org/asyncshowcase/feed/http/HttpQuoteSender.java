package org.asyncshowcase.feed.http;

import org.asyncshowcase.feed.Node;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.feed.QuoteSender;

/** No broker: another request is the event. Its thread takes the quote into the log of this node, and no other has it. */
public final class HttpQuoteSender implements QuoteSender {

    private final QuoteLog log;
    private final Node node;

    public HttpQuoteSender(QuoteLog log, Node node) {
        this.log = log;
        this.node = node;
    }

    /** Returns when those who wait have their result; the container's threads write it. */
    @Override
    public Quote publish(String symbol, String price) {
        Quote quote = node.quote(symbol, price);
        log.append(quote);
        return quote;
    }

    @Override
    public boolean isConnected() {
        return true;
    }
}
