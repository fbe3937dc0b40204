package org.asyncshowcase.feed;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A price at a moment. Its id is short, has no line break, and is the same on every node. */
public final class Quote {

    public static final String ID_RULE = "the id of a quote";
    public static final String SYMBOL_RULE = "1 to 12 of A-Z, 0-9 and the dot";
    public static final String PRICE_RULE = "a decimal above 0 with up to 9 digits and 4 decimals";

    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,13}-[a-z0-9]{1,13}");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.]{1,12}");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,4})?");

    private final String id;
    private final String symbol;
    private final BigDecimal price;
    private final long at;

    /**
     * @param at when it was published, in ms since 1970
     * @throws IllegalArgumentException if a value breaks its rule
     */
    public Quote(String id, String symbol, String price, long at) {
        if (!isId(id) || !isSymbol(symbol) || !isPrice(price)) {
            throw new IllegalArgumentException("no quote has such values");
        }
        this.id = id;
        this.symbol = symbol;
        this.price = new BigDecimal(price);
        this.at = at;
    }

    /** Whether it fits {@link #ID_RULE}. */
    public static boolean isId(String id) {
        return id != null && ID.matcher(id).matches();
    }

    /** Whether it fits {@link #SYMBOL_RULE}. */
    public static boolean isSymbol(String symbol) {
        return symbol != null && SYMBOL.matcher(symbol).matches();
    }

    /** Whether it fits {@link #PRICE_RULE}; the number of digits is bounded before it becomes a number. */
    public static boolean isPrice(String price) {
        return price != null && PRICE.matcher(price).matches() && new BigDecimal(price).signum() > 0;
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
