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
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The last orders. A full book drops the oldest one that no longer waits for a reply. Safe for any thread. */
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

    /**
     * Returns the order that was dropped for this one, if any.
     *
     * @throws ResponseStatusException 503 if the book is full of pending orders
     */
    synchronized Optional<Order> add(Order order) {
        Optional<Order> dropped = orders.size() >= capacity ? Optional.of(dropOldest()) : Optional.empty();
        orders.put(order.getId(), order);
        return dropped;
    }

    private Order dropOldest() {
        long now = nanoTime.getAsLong();
        for (Iterator<Order> each = orders.values().iterator(); each.hasNext();) {
            Order order = each.next();
            if (!order.isPending() || order.isGivenUp(now)) {
                each.remove();
                return order;
            }
        }
        throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many orders are pending");
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

    /** @throws ResponseStatusException 404 if the book does not hold it */
    synchronized Order get(String id) {
        Order order = orders.get(id);
        if (order == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no such order");
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
