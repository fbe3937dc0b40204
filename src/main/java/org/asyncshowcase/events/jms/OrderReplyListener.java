package org.asyncshowcase.events.jms;

import java.math.BigDecimal;

import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.MessageListener;

import org.asyncshowcase.events.OrderReplies;
import org.asyncshowcase.events.OrderReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the desk's replies off the queue of this node. */
public final class OrderReplyListener implements MessageListener {

    private static final Logger log = LoggerFactory.getLogger(OrderReplyListener.class);

    private final OrderReplies replies;

    public OrderReplyListener(OrderReplies replies) {
        this.replies = replies;
    }

    /** Called by the JMS thread. */
    @Override
    public void onMessage(Message message) {
        try {
            String price = ((MapMessage) message).getString("price");
            replies.arrived(new OrderReply(message.getJMSCorrelationID(), price == null ? null : new BigDecimal(price)));
        } catch (JMSException | RuntimeException ex) {
            log.warn("A message on the reply queue was no reply and is dropped", ex);
        }
    }
}
