package org.asyncshowcase.rooms.orders;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.Session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.HttpStatus;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.SessionAwareMessageListener;
import org.springframework.util.Assert;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

/** Sends what the store has accepted, and parks each request until the reply with its correlation id is stored. */
public final class OrderGateway implements SessionAwareMessageListener<Message> {

    private static final Logger log = LoggerFactory.getLogger(OrderGateway.class);
    /** Over a socket no request ends that waits for an order: a client would ask again and again for the same one. */
    private static final int WAITING = 10;
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,4})?");

    /** Those that wait, by the id of their order: a client that asks again may wait twice. */
    private final Map<String, Set<Consumer<Order>>> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final OrderStore store;
    private final TaskExecutor sender;
    private final JmsTemplate queue;
    private final String replyQueue;
    private final long timeoutMillis;
    private boolean adopted;
    private boolean warned;

    /**
     * @param sender has one thread, so that orders are sent in their order
     * @param replyQueue that of this node
     * @param timeoutMillis how long a request waits for its reply before it is answered "pending"
     */
    OrderGateway(OrderStore store, TaskExecutor sender, JmsTemplate queue, String replyQueue, int timeoutMillis) {
        this.store = store;
        this.sender = sender;
        this.queue = queue;
        this.replyQueue = replyQueue;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Called by the request's thread, which waits for the database and not for the broker. From now on the order is sent,
     * whatever ends here.
     *
     * @param toAnswer makes the answer of the order, confirmed or still pending; the JMS thread calls it, or the
     * container's on a time-out: it must not touch the request or the response
     * @throws ResponseStatusException as {@link OrderStore#place}; 503 if as many wait for this order as may
     */
    <T> DeferredResult<T> place(Order order, Function<Order, T> toAnswer) {
        Order placed = store.place(order);
        String id = placed.getId();
        DeferredResult<T> result = new DeferredResult<>(timeoutMillis, () -> toAnswer.apply(placed));
        Consumer<Order> waiter = confirmed -> result.setResult(toAnswer.apply(confirmed));
        result.onError(failure -> leave(id, waiter));
        result.onCompletion(() -> leave(id, waiter));
        waiting.compute(id, (key, waiters) -> {
            Set<Consumer<Order>> all = waiters == null ? ConcurrentHashMap.newKeySet() : waiters;
            if (all.size() >= WAITING) {
                throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many wait for this order");
            }
            all.add(waiter);
            return all;
        });
        // after that: the reply may have come before this request has waited for it
        answerIfConfirmed(id);
        signal();
        return result;
    }

    private void leave(String id, Consumer<Order> waiter) {
        waiting.computeIfPresent(id, (key, waiters) -> waiters.remove(waiter) && waiters.isEmpty() ? null : waiters);
    }

    private void answerIfConfirmed(String id) {
        try {
            Order now = store.get(id);
            if (!now.isPending()) {
                answer(now);
            }
        } catch (ResponseStatusException ex) {
            log.debug("Order {} is accepted, and its request waits", id, ex);
        }
    }

    private void answer(Order confirmed) {
        Set<Consumer<Order>> waiters = waiting.remove(confirmed.getId());
        if (waiters != null) {
            waiters.forEach(waiter -> waiter.accept(confirmed));
        }
    }

    private void signal() {
        if (signalled.compareAndSet(false, true)) {
            try {
                sender.execute(this::send);
            } catch (TaskRejectedException ex) {
                log.debug("The application stops; the order is sent when it starts again", ex);
            }
        }
    }

    /** Called by the sender's thread: for an order that is placed, and now and then, as the broker may be away. */
    public void send() {
        signalled.set(false);
        try {
            if (!adopted) {
                store.adopt();
                adopted = true;
            }
            for (List<Order> unsent = store.unsent(); !unsent.isEmpty(); unsent = store.unsent()) {
                for (Order order : unsent) {
                    queue.send(session -> message(order, session));
                    store.markSent(order);
                }
            }
            store.trim();
            warned = false;
        } catch (JmsException ex) {
            log.debug("The broker is away: what is not sent is sent later", ex);
        } catch (ResponseStatusException ex) {
            if (!warned) {
                log.warn("Orders wait for their database: {}", ex.getMostSpecificCause().getMessage());
            }
            warned = true;
        }
    }

    private Message message(Order order, Session session) throws JMSException {
        MapMessage message = session.createMapMessage();
        message.setJMSCorrelationID(order.getId());
        message.setJMSReplyTo(session.createQueue(replyQueue));
        message.setString("symbol", order.getSymbol());
        message.setInt("quantity", order.getQuantity());
        message.setInt("delay", order.getDelayMillis());
        return message;
    }

    /**
     * Called by the JMS thread, in a local transaction: a reply that is not stored is delivered again. One that comes late
     * finds nobody waiting, and a second one changes nothing.
     */
    @Override
    public void onMessage(Message message, Session session) throws JMSException {
        String id;
        BigDecimal price;
        try {
            id = message.getJMSCorrelationID();
            price = price(((MapMessage) message).getString("price"));
            Assert.isTrue(Order.isId(id), "no id of an order");
        } catch (JMSException | RuntimeException ex) {
            // without its text, which may repeat the message
            log.warn("A message on the reply queue was no reply and is dropped: {}", ex.getClass().getSimpleName());
            return;
        }
        try {
            store.confirm(id, price).ifPresent(this::answer);
        } catch (ResponseStatusException ex) {
            log.debug("The reply to order {} cannot be stored now", id, ex);
            session.rollback();
        }
    }

    private static BigDecimal price(String text) {
        Assert.isTrue(text == null || PRICE.matcher(text).matches(), "no price");
        return text == null ? null : new BigDecimal(text);
    }

    /** How many requests wait for a reply now. */
    public int waiting() {
        return waiting.values().stream().mapToInt(Set::size).sum();
    }
}
