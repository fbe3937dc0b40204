package org.asyncshowcase.rooms.orders;

import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.Session;

import org.springframework.http.HttpStatus;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.web.server.ResponseStatusException;

/** Sends orders to the desk's queue, each with its correlation id and the queue of this node for the reply. */
public final class OrderSender {

    private final JmsTemplate queue;
    private final String replyQueue;

    public OrderSender(JmsTemplate queue, String replyQueue) {
        this.queue = queue;
        this.replyQueue = replyQueue;
    }

    /**
     * Returns when the broker has the order. Any thread may call; it is held for 2 s at most.
     *
     * @throws ResponseStatusException 503 if the broker did not take it
     */
    public void send(OrderRequest order) {
        try {
            queue.send(session -> message(order, session));
        } catch (JmsException ex) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "the broker is away", ex);
        }
    }

    private Message message(OrderRequest order, Session session) throws JMSException {
        MapMessage message = session.createMapMessage();
        message.setJMSCorrelationID(order.getId());
        message.setJMSReplyTo(session.createQueue(replyQueue));
        message.setString("symbol", order.getSymbol());
        message.setInt("quantity", order.getQuantity());
        message.setInt("delay", order.getDelayMillis());
        return message;
    }
}
