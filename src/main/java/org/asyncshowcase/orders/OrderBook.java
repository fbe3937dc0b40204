package org.asyncshowcase.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.asyncshowcase.NotFoundException;
import org.asyncshowcase.UnavailableException;

/** The last orders. Of a full book the oldest is dropped that waits for no reply any more. Safe for any thread. */
final class OrderBook {

    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final int capacity;

    OrderBook(int capacity) {
        this.capacity = capacity;
    }

    /** @throws UnavailableException if the book is full of pending orders */
    synchronized void add(Order order) {
        if (orders.size() >= capacity && !dropOldest()) {
            throw new UnavailableException("too many orders are pending");
        }
        orders.put(order.getId(), order);
    }

    private boolean dropOldest() {
        for (Iterator<Order> each = orders.values().iterator(); each.hasNext();) {
            Order order = each.next();
            if (!order.isPending() || order.isGivenUp()) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** Forgets an order that the broker did not take. */
    synchronized void remove(String id) {
        orders.remove(id);
    }

    /** @throws NotFoundException if the book does not hold it */
    synchronized Order confirm(String id, BigDecimal price) {
        Order order = get(id).confirmed(price);
        orders.put(id, order);
        return order;
    }

    /** @throws NotFoundException if the book does not hold it */
    synchronized Order get(String id) {
        Order order = orders.get(id);
        if (order == null) {
            throw new NotFoundException("no such order");
        }
        return order;
    }

    /** All that are held, the newest first. */
    synchronized List<Order> all() {
        List<Order> all = new ArrayList<>(orders.values());
        Collections.reverse(all);
        return all;
    }
}
