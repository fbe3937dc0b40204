package org.asyncshowcase.rooms.orders;

import java.util.function.Consumer;

import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.MessageListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the desk's replies off the queue of this node, and hands them to whoever placed the orders. */
public final class OrderReplyListener implements MessageListener {

    private static final Logger log = LoggerFactory.getLogger(OrderReplyListener.class);

    private final Consumer<OrderReply> orders;

    public OrderReplyListener(Consumer<OrderReply> orders) {
        this.orders = orders;
    }

    /** Called by the JMS thread. */
    @Override
    public void onMessage(Message message) {
        try {
            orders.accept(new OrderReply(message.getJMSCorrelationID(), ((MapMessage) message).getString("price")));
        } catch (JMSException | RuntimeException ex) {
            // without its text, which may repeat the message
            log.warn("A message on the reply queue was no reply and is dropped: {}", ex.getClass().getSimpleName());
        }
    }
}
