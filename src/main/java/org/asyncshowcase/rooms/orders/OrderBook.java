package org.asyncshowcase.rooms.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.asyncshowcase.rooms.example.NotFoundException;
import org.asyncshowcase.rooms.example.UnavailableException;

/** The last orders. Of a full book the oldest is dropped that waits for no reply any more. Safe for any thread. */
final class OrderBook {

    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final int capacity;
    private final LongSupplier nanoTime;

    OrderBook(int capacity) {
        this(capacity, System::nanoTime);
    }

    OrderBook(int capacity, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.nanoTime = nanoTime;
    }

    /** @throws UnavailableException if the book is full of pending orders */
    synchronized void add(Order order) {
        if (orders.size() >= capacity && !dropOldest()) {
            throw new UnavailableException("too many orders are pending");
        }
        orders.put(order.getId(), order);
    }

    private boolean dropOldest() {
        long now = nanoTime.getAsLong();
        for (Iterator<Order> each = orders.values().iterator(); each.hasNext();) {
            Order order = each.next();
            if (!order.isPending() || order.isGivenUp(now)) {
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

    /** The order, now confirmed; empty if the book does not hold it, or it was confirmed before: the first reply counts. */
    synchronized Optional<Order> confirm(String id, BigDecimal price) {
        Order order = orders.get(id);
        if (order == null || !order.isPending()) {
            return Optional.empty();
        }
        Order confirmed = order.confirmed(price);
        orders.put(id, confirmed);
        return Optional.of(confirmed);
    }

    /** @throws NotFoundException if the book does not hold it */
    synchronized Order get(String id) {
        Order order = orders.get(id);
        if (order == null) {
            throw new NotFoundException("no such order");
        }
        return order;
    }

    /** So many at most, the newest first. */
    synchronized List<Order> newest(int count) {
        List<Order> all = new ArrayList<>(orders.values());
        List<Order> newest = new ArrayList<>(all.subList(Math.max(0, all.size() - count), all.size()));
        Collections.reverse(newest);
        return newest;
    }
}
