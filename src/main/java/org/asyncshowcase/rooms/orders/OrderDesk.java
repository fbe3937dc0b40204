package org.asyncshowcase.rooms.orders;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.MessageListener;
import javax.jms.Session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.Assert;

/**
 * The partner behind the queue, in real life another system: replies to each order after the delay that it asks for. An
 * order is acknowledged by itself, after its reply: the broker hands those of a node that has gone to another node's desk.
 * So an order may come twice, and be confirmed twice: a real partner knows its id, and the store keeps the first reply.
 */
public final class OrderDesk implements MessageListener {

    private static final Logger log = LoggerFactory.getLogger(OrderDesk.class);

    /** How long a reply is tried that the broker does not take; with its life in orders.xml, less than OrderStore waits. */
    private static final Duration TRIED_FOR = Duration.ofMinutes(4);
    private static final Duration TRIED_EVERY = Duration.ofSeconds(1);
    private static final int MAX_DELAY_MILLIS = 60_000;

    private final JmsTemplate replies;
    private final TaskScheduler scheduler;
    private final Function<String, BigDecimal> prices;

    /** @param prices the last price of a symbol, or null; null itself for a desk that has seen none */
    public OrderDesk(JmsTemplate replies, TaskScheduler scheduler, Function<String, BigDecimal> prices) {
        this.replies = replies;
        this.scheduler = scheduler;
        this.prices = prices;
    }

    /** Called by the JMS thread, which is not held while the desk takes its time. */
    @Override
    public void onMessage(Message message) {
        try {
            MapMessage map = (MapMessage) message;
            String symbol = map.getString("symbol");
            int delayMillis = map.getInt("delay");
            Assert.isTrue(Order.isId(map.getJMSCorrelationID()) && Order.isSymbol(symbol) && map.getInt("quantity") > 0
                    && delayMillis >= 0 && delayMillis <= MAX_DELAY_MILLIS && map.getJMSReplyTo() != null, "no order");
            Instant due = Instant.now().plusMillis(delayMillis);
            schedule(() -> reply(map, symbol, due.plus(TRIED_FOR)), due);
        } catch (JMSException | RuntimeException ex) {
            // without its text, which may repeat the message
            log.warn("A message on the desk's queue was no order and is dropped: {}", ex.getClass().getSimpleName());
            acknowledge(message);
        }
    }

    /** Called by the scheduler's thread. */
    private void reply(MapMessage order, String symbol, Instant until) {
        try {
            BigDecimal price = prices == null ? null : prices.apply(symbol);
            Destination replyTo = order.getJMSReplyTo();
            String id = order.getJMSCorrelationID();
            replies.send(replyTo, session -> confirmation(session, id, price));
            acknowledge(order);
        } catch (JMSException | JmsException ex) {
            Instant again = Instant.now().plus(TRIED_EVERY);
            if (again.isBefore(until)) {
                schedule(() -> reply(order, symbol, until), again);
            } else {
                log.warn("The reply to an order could not be sent: {}", ex.getMessage());
            }
        }
    }

    /** An order that is not acknowledged is delivered again, here or to another node. */
    private void schedule(Runnable reply, Instant due) {
        try {
            scheduler.schedule(reply, due);
        } catch (TaskRejectedException ex) {
            log.debug("The application stops: an order waits for the next desk", ex);
        }
    }

    private static void acknowledge(Message message) {
        try {
            message.acknowledge();
        } catch (JMSException ex) {
            log.debug("A message came by a connection that has ended: the broker delivers it again", ex);
        }
    }

    private static Message confirmation(Session session, String orderId, BigDecimal price) throws JMSException {
        MapMessage reply = session.createMapMessage();
        reply.setJMSCorrelationID(orderId);
        reply.setString("price", price == null ? null : price.toPlainString());
        return reply;
    }
}
