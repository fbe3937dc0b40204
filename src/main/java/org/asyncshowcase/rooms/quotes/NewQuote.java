package org.asyncshowcase.rooms.quotes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.asyncshowcase.feed.Quote;

/** A quote as a client sends it, checked. */
final class NewQuote {

    private final String symbol;
    private final String price;

    /** @throws org.asyncshowcase.rooms.example.InvalidValueException naming the first field that is missing or out of range */
    @JsonCreator
    NewQuote(@JsonProperty("symbol") String symbol, @JsonProperty("price") String price) {
        this.symbol = Quote.symbol(symbol);
        this.price = Quote.price(price).toPlainString();
    }

    String symbol() {
        return symbol;
    }

    String price() {
        return price;
    }
}
