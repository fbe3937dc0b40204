package org.asyncshowcase.events;

/** An order on its way to the desk. */
public final class OrderRequest {

    private final String id;
    private final String symbol;
    private final int quantity;
    private final int delayMillis;

    /** @param delayMillis how long the desk takes before it replies, in ms */
    public OrderRequest(String id, String symbol, int quantity, int delayMillis) {
        this.id = id;
        this.symbol = symbol;
        this.quantity = quantity;
        this.delayMillis = delayMillis;
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
