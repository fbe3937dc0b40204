package org.asyncshowcase.rooms.quotes;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.rooms.example.InvalidValueException;

/** A quote as a client sends it, checked. */
final class NewQuote {

    private final String symbol;
    private final String price;

    /** @throws InvalidValueException naming the first field that is missing or out of range */
    @JsonCreator
    NewQuote(@JsonProperty("symbol") String symbol, @JsonProperty("price") String price) {
        InvalidValueException.require(Quote.isSymbol(symbol), "symbol", Quote.SYMBOL_RULE);
        InvalidValueException.require(Quote.isPrice(price), "price", Quote.PRICE_RULE);
        this.symbol = symbol;
        this.price = new BigDecimal(price).toPlainString();
    }

    String symbol() {
        return symbol;
    }

    String price() {
        return price;
    }
}
