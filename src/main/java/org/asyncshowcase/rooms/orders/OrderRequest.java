package org.asyncshowcase.rooms.orders;

import java.util.regex.Pattern;

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
     * @throws IllegalArgumentException if a value is out of range
     */
    public OrderRequest(String id, String symbol, int quantity, int delayMillis) {
        if (!isId(id) || !NewOrder.isSymbol(symbol) || quantity <= 0 || delayMillis < 0 || delayMillis > MAX_DELAY_MILLIS) {
            throw new IllegalArgumentException("this is no order");
        }
        this.id = id;
        this.symbol = symbol;
        this.quantity = quantity;
        this.delayMillis = delayMillis;
    }

    static boolean isId(String id) {
        return id != null && ID.matcher(id).matches();
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
