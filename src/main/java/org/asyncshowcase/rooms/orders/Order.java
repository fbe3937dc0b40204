package org.asyncshowcase.rooms.orders;

import java.math.BigDecimal;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An order as its client sees it: pending until the desk has confirmed it. */
public final class Order {

    /** Longer than the desk tries to reply, and its reply lives (feed/orders.xml). */
    private static final long GIVEN_UP_AFTER_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final String id;
    private final String symbol;
    private final int quantity;
    private final String status;
    private final BigDecimal price;
    private final long placedNanos = System.nanoTime();

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

    /** Whether no reply can come any more. */
    boolean isGivenUp(long nowNanos) {
        return isPending() && nowNanos - placedNanos > GIVEN_UP_AFTER_NANOS;
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

    @JsonIgnore
    public boolean isPending() {
        return status.equals("pending");
    }
}
