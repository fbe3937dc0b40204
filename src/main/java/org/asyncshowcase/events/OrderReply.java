package org.asyncshowcase.events;

import java.math.BigDecimal;

/** The desk's confirmation of an order. */
public final class OrderReply {

    private final String orderId;
    private final BigDecimal price;

    public OrderReply(String orderId, BigDecimal price) {
        this.orderId = orderId;
        this.price = price;
    }

    public String getOrderId() {
        return orderId;
    }

    /** The last price that the desk has seen for the symbol; null if it has seen none. */
    public BigDecimal getPrice() {
        return price;
    }
}
