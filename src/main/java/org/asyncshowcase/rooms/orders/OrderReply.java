package org.asyncshowcase.rooms.orders;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The desk's confirmation of an order. */
public final class OrderReply {

    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,4})?");

    private final String orderId;
    private final BigDecimal price;

    /**
     * @param price the last one that the desk has seen for the symbol; null if it has seen none
     * @throws IllegalArgumentException if a value is out of range
     */
    public OrderReply(String orderId, String price) {
        if (!OrderRequest.isId(orderId) || price != null && !PRICE.matcher(price).matches()) {
            throw new IllegalArgumentException("this is no reply to an order");
        }
        this.orderId = orderId;
        this.price = price == null ? null : new BigDecimal(price);
    }

    public String getOrderId() {
        return orderId;
    }

    /** The last price that the desk has seen for the symbol; null if it has seen none. */
    public BigDecimal getPrice() {
        return price;
    }
}
