package org.asyncshowcase.feed;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.asyncshowcase.rooms.example.InvalidValueException;

/** A price at a moment. Its id is short, has no line break, and is the same on every node. */
public final class Quote {

    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,13}-[a-z0-9]{1,13}");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.]{1,12}");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,4})?");

    private final String id;
    private final String symbol;
    private final BigDecimal price;
    private final long at;

    /**
     * @param at when it was published, in ms since 1970
     * @throws InvalidValueException naming the first field that is out of range
     */
    public Quote(String id, String symbol, String price, long at) {
        this.id = id("id", id);
        this.symbol = symbol(symbol);
        this.price = price(price);
        this.at = at;
    }

    /** Returns the id if it is well-formed. */
    public static String id(String field, String id) {
        InvalidValueException.require(id != null && ID.matcher(id).matches(), field, "the id of a quote");
        return id;
    }

    /** Returns the symbol if it is well-formed. */
    public static String symbol(String symbol) {
        InvalidValueException.require(symbol != null && SYMBOL.matcher(symbol).matches(), "symbol",
                "1 to 12 of A-Z, 0-9 and the dot");
        return symbol;
    }

    /** Reads a price; the number of digits is bounded before it becomes a number. */
    public static BigDecimal price(String price) {
        InvalidValueException.require(price != null && PRICE.matcher(price).matches()
                && new BigDecimal(price).signum() > 0, "price", "a decimal above 0 with up to 9 digits and 4 decimals");
        return new BigDecimal(price);
    }

    public String getId() {
        return id;
    }

    public String getSymbol() {
        return symbol;
    }

    public BigDecimal getPrice() {
        return price;
    }

    public long getAt() {
        return at;
    }
}
