package org.asyncshowcase.orders;

import java.math.BigDecimal;
import java.util.UUID;

/** An order as its client sees it: pending until the desk has confirmed it. */
public final class Order {

    private final String id;
    private final String symbol;
    private final int quantity;
    private final String status;
    private final BigDecimal price;

    private Order(String id, String symbol, int quantity, String status, BigDecimal price) {
        this.id = id;
        this.symbol = symbol;
        this.quantity = quantity;
        this.status = status;
        this.price = price;
    }

    /** A new order with an id of its own. */
    static Order pending(NewOrder order) {
        return new Order(UUID.randomUUID().toString(), order.symbol(), order.quantity(), "pending", null);
    }

    Order confirmed(BigDecimal price) {
        return new Order(id, symbol, quantity, "confirmed", price);
    }

    public String getId() {
        return id;
    }

    public String getSymbol() {
        return symbol;
    }

    public int getQuantity() {
        return quantity;
    }

    /** {@code pending} or {@code confirmed}. */
    public String getStatus() {
        return status;
    }

    /** The last price that the desk has seen for the symbol; null if it has seen none, or while pending. */
    public BigDecimal getPrice() {
        return price;
    }

    public boolean isPending() {
        return status.equals("pending");
    }
}
