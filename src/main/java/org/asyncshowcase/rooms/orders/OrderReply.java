package org.asyncshowcase.rooms.orders;

import java.math.BigDecimal;

import org.asyncshowcase.feed.Quote;

/** The desk's confirmation of an order. */
public final class OrderReply {

    private final String orderId;
    private final BigDecimal price;

    /**
     * @param price the last one that the desk has seen for the symbol; null if it has seen none
     * @throws org.asyncshowcase.rooms.example.InvalidValueException naming the first field that is out of range
     */
    public OrderReply(String orderId, String price) {
        this.orderId = OrderRequest.id(orderId);
        this.price = price == null ? null : Quote.price(price);
    }

    public String getOrderId() {
        return orderId;
    }

    /** The last price that the desk has seen for the symbol; null if it has seen none. */
    public BigDecimal getPrice() {
        return price;
    }
}
