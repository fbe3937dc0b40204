package org.asyncshowcase.rooms.orders;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.DeferredResult;

/** Sends an order and parks its request until the reply with the same correlation id arrives. */
public final class OrderGateway implements Consumer<OrderReply> {

    private static final Logger log = LoggerFactory.getLogger(OrderGateway.class);
    private static final int LISTED = 100;

    private final Map<String, Consumer<Order>> waiting = new ConcurrentHashMap<>();
    private final OrderBook book;
    private final OrderSender sender;
    private final Supplier<Executor> contexts;
    private final long timeoutMillis;

    /**
     * @param contexts gives what executes on the calling thread, as the thread that asked for it would
     * @param timeoutMillis how long a request waits for its reply before it is answered "pending"
     */
    OrderGateway(OrderBook book, OrderSender sender, Supplier<Executor> contexts, int timeoutMillis) {
        this.book = book;
        this.sender = sender;
        this.contexts = contexts;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Called by the request's thread; it is held for 2 s at most.
     *
     * @param delay how long the desk shall take
     * @param toAnswer makes the answer of the order, confirmed or still pending; the JMS thread calls it, or the
     * container's on a time-out: it must not touch the request or the response
     * @param onEnd has a task run when the request is over, however it ended
     * @throws UnavailableException if the book is full of pending orders, or the broker is away
     */
    <T> DeferredResult<T> place(Order order, Delay delay, Function<Order, T> toAnswer, Consumer<Runnable> onEnd) {
        String id = order.getId();
        DeferredResult<T> result = new DeferredResult<>(timeoutMillis, () -> toAnswer.apply(book.get(id)));
        book.add(order);
        // before the message is sent: the reply may be faster than the next line
        Executor context = contexts.get();
        waiting.put(id, confirmed -> context.execute(() -> result.setResult(toAnswer.apply(confirmed))));
        onEnd.accept(() -> waiting.remove(id));
        try {
            sender.send(new OrderRequest(id, order.getSymbol(), order.getQuantity(), delay.millis()));
        } catch (RuntimeException ex) {
            book.remove(id);
            throw ex;
        }
        return result;
    }

    /** Called by the JMS thread. A late reply finds nobody waiting: the order's page shows it. A second one changes nothing. */
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
