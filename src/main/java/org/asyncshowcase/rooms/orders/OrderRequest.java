package org.asyncshowcase.rooms.orders;

import java.util.regex.Pattern;

import org.asyncshowcase.feed.Quote;

import static org.asyncshowcase.rooms.example.InvalidValueException.require;

/** An order on its way to the desk. */
public final class OrderRequest {

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final int MAX_DELAY_MILLIS = 60_000;

    private final String id;
    private final String symbol;
    private final int quantity;
    private final int delayMillis;

    /**
     * @param delayMillis how long the desk takes before it replies, in ms
     * @throws org.asyncshowcase.rooms.example.InvalidValueException naming the first field that is out of range
     */
    public OrderRequest(String id, String symbol, int quantity, int delayMillis) {
        this.id = id(id);
        this.symbol = Quote.symbol(symbol);
        require(quantity > 0, "quantity", "above 0");
        this.quantity = quantity;
        require(delayMillis >= 0 && delayMillis <= MAX_DELAY_MILLIS, "delay", "from 0 to " + MAX_DELAY_MILLIS);
        this.delayMillis = delayMillis;
    }

    static String id(String id) {
        require(id != null && ID.matcher(id).matches(), "id", "the id of an order");
        return id;
    }

    /** Also the correlation id of the message and of its reply. */
    public String getId() {
        return id;
    }

    public String getSymbol() {
        return symbol;
    }

    public int getQuantity() {
        return quantity;
    }

    public int getDelayMillis() {
        return delayMillis;
    }
}
