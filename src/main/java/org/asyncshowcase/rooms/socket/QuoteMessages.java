package org.asyncshowcase.rooms.socket;

import java.util.Collections;

import org.apache.commons.logging.LogFactory;
import org.asyncshowcase.feed.Backlog;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;

/**
 * Every quote to every subscriber of {@code /topic/quotes}. A client that comes back subscribes there first, with a receipt,
 * and then asks for what it has missed: a quote that comes in between reaches it twice, with the same id.
 */
@Controller
class QuoteMessages implements InitializingBean, DisposableBean {

    private static final String TOPIC = "/topic/quotes";

    private final QuoteLog log;
    private final SimpMessagingTemplate broker;
    private final Runnable publisher = this::publish;
    private long position;

    QuoteMessages(QuoteLog log, SimpMessagingTemplate broker) {
        this.log = log;
        this.broker = broker;
    }

    @Override
    public void afterPropertiesSet() {
        position = log.seen();
        log.follow(publisher);
    }

    @Override
    public void destroy() {
        log.unfollow(publisher);
    }

    /** Called by the source's thread; it writes to no client. What a relay cannot send goes with the next quote. */
    private void publish() {
        try {
            publishUpTo(log.seen());
        } catch (MessagingException ex) {
            LogFactory.getLog(QuoteMessages.class).debug("The broker is away; it has closed each client", ex);
        }
    }

    private void publishUpTo(long end) {
        for (; position < end; position++) {
            Quote quote = log.at(position);
            if (quote == null) {
                broker.convertAndSend(TOPIC, Collections.singletonMap("gap", true), SlowClients.sentNow());
                position = log.behindGap(position) - 1;
            } else {
                broker.convertAndSend(TOPIC, quote, SlowClients.sentNow());
            }
        }
    }

    /** Where a client begins that has seen no quote. The answer goes to the one subscriber, not through the broker. */
    @SubscribeMapping("/quotes")
    Backlog newest() {
        return log.after(log.newest());
    }

    /** What the log has after this quote, up to the next break: a client asks until nothing comes. */
    @SubscribeMapping("/quotes/{id}")
    Backlog after(@DestinationVariable String id) {
        return log.after(id);
    }
}
