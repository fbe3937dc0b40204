package org.asyncshowcase.rooms.orders;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.asyncshowcase.rooms.example.Delay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

/** Sends an order and parks its request until the reply with the same correlation id arrives. */
public final class OrderGateway implements Consumer<OrderReply> {

    private static final Logger log = LoggerFactory.getLogger(OrderGateway.class);
    private static final int LISTED = 100;

    private final Map<String, Consumer<Order>> waiting = new ConcurrentHashMap<>();
    private final OrderBook book;
    private final OrderSender sender;
    private final long timeoutMillis;

    /** @param timeoutMillis how long a request waits for its reply before it is answered "pending" */
    OrderGateway(OrderBook book, OrderSender sender, int timeoutMillis) {
        this.book = book;
        this.sender = sender;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Called by the request's thread; it is held for 2 s at most.
     *
     * @param delay how long the desk shall take
     * @param toAnswer makes the answer of the order, confirmed or still pending; the JMS thread calls it, or the
     * container's on a time-out: it must not touch the request or the response
     * @throws ResponseStatusException 503 if the book is full of pending orders, or the broker is away
     */
    <T> DeferredResult<T> place(Order order, Delay delay, Function<Order, T> toAnswer) {
        String id = order.getId();
        DeferredResult<T> result = new DeferredResult<>(timeoutMillis, () -> toAnswer.apply(book.get(id)));
        // an order that nobody replied to, of a request that could not be parked: MVC reported no end of it
        book.add(order).ifPresent(dropped -> waiting.remove(dropped.getId()));
        // before the message is sent: the reply may be faster than the next line
        waiting.put(id, confirmed -> result.setResult(toAnswer.apply(confirmed)));
        result.onError(failure -> waiting.remove(id));
        result.onCompletion(() -> waiting.remove(id));
        try {
            sender.send(new OrderRequest(id, order.getSymbol(), order.getQuantity(), delay.millis()));
        } catch (RuntimeException ex) {
            // MVC never gets this result, and reports no completion
            waiting.remove(id);
            book.remove(id);
            throw ex;
        }
        return result;
    }

    /** Called by the JMS thread. A late reply finds nobody waiting: the order's page shows it. A second one is ignored. */
    @Override
    public void accept(OrderReply reply) {
        Optional<Order> confirmed = book.confirm(reply.getOrderId(), reply.getPrice());
        if (!confirmed.isPresent()) {
            log.debug("A reply came for order {}, which waits for none", reply.getOrderId());
            return;
        }
        Consumer<Order> waiter = waiting.remove(reply.getOrderId());
        if (waiter != null) {
            waiter.accept(confirmed.get());
        }
    }

    Order order(String id) {
        return book.get(id);
    }

    List<Order> newest() {
        return book.newest(LISTED);
    }

    /** How many requests wait for a reply now. */
    public int waiting() {
        return waiting.size();
    }
}
