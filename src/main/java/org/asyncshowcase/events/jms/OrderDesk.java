package org.asyncshowcase.events.jms;

import java.math.BigDecimal;
import java.util.Date;

import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.MessageListener;
import javax.jms.Session;

import org.asyncshowcase.events.QuoteLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.scheduling.TaskScheduler;

/** The partner behind the queue, in real life another system: replies to each order after the delay that it asks for. */
public final class OrderDesk implements MessageListener {

    private static final Logger log = LoggerFactory.getLogger(OrderDesk.class);

    private final JmsTemplate replies;
    private final TaskScheduler scheduler;
    private final QuoteLog quotes;

    public OrderDesk(JmsTemplate replies, TaskScheduler scheduler, QuoteLog quotes) {
        this.replies = replies;
        this.scheduler = scheduler;
        this.quotes = quotes;
    }

    /** Called by the JMS thread, which is not held while the desk takes its time. */
    @Override
    public void onMessage(Message message) {
        try {
            MapMessage order = (MapMessage) message;
            String symbol = order.getString("symbol");
            Destination replyTo = order.getJMSReplyTo();
            String correlationId = order.getJMSCorrelationID();
            Date due = new Date(System.currentTimeMillis() + order.getInt("delay"));
            scheduler.schedule(() -> reply(replyTo, correlationId, quotes.latestPrice(symbol)), due);
        } catch (JMSException | RuntimeException ex) {
            log.warn("A message on the desk's queue was no order and is dropped", ex);
        }
    }

    /** Called by the scheduler's thread. */
    private void reply(Destination replyTo, String correlationId, BigDecimal price) {
        try {
            replies.send(replyTo, session -> confirmation(session, correlationId, price));
        } catch (JmsException ex) {
            log.warn("The reply to order {} could not be sent: {}", correlationId, ex.getMessage());
        }
    }

    private static Message confirmation(Session session, String correlationId, BigDecimal price) throws JMSException {
        MapMessage reply = session.createMapMessage();
        reply.setJMSCorrelationID(correlationId);
        reply.setString("price", price == null ? null : price.toPlainString());
        return reply;
    }
}
