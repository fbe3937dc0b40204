package home;

import java.time.Instant;

import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.MessageListener;

import org.springframework.jms.core.JmsTemplate;
import org.springframework.scheduling.TaskScheduler;

/** Stands for a reader's partner behind the queue: confirms each order at the same price. */
class Desk implements MessageListener {

    private final JmsTemplate replies;
    private final TaskScheduler scheduler;

    Desk(JmsTemplate replies, TaskScheduler scheduler) {
        this.replies = replies;
        this.scheduler = scheduler;
    }

    @Override
    public void onMessage(Message order) {
        try {
            String id = order.getJMSCorrelationID();
            Destination replyTo = order.getJMSReplyTo();
            Instant due = Instant.now().plusMillis(((MapMessage) order).getInt("delay"));
            scheduler.schedule(() -> replies.send(replyTo, session -> {
                MapMessage reply = session.createMapMessage();
                reply.setJMSCorrelationID(id);
                reply.setString("price", "1.5");
                return reply;
            }), due);
        } catch (JMSException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
