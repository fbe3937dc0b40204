package org.asyncshowcase.feed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A quote as AMQP and Redis carry it: id, symbol, price and time, with a blank between two of them. */
public final class QuoteText {

    private static final Logger log = LoggerFactory.getLogger(QuoteText.class);

    private QuoteText() {
    }

    public static String of(Quote quote) {
        return quote.getId() + " " + quote.getSymbol() + " " + quote.getPrice().toPlainString() + " " + quote.getAt();
    }

    /** Takes the quote into the log. What is no quote is reported and dropped: delivered again, it would be none either. */
    public static void append(String text, QuoteLog quotes) {
        Quote quote;
        try {
            String[] parts = text.split(" ");
            quote = new Quote(parts[0], parts[1], parts[2], Long.parseLong(parts[3]));
        } catch (RuntimeException ex) {
            // without its text, which may repeat the message
            log.warn("A message was no quote and is dropped: {}", ex.getClass().getSimpleName());
            return;
        }
        quotes.append(quote);
    }
}
