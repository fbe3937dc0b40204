package org.asyncshowcase.feed.amqp;

import java.nio.charset.StandardCharsets;

import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.feed.QuoteText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.event.AmqpEvent;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import org.springframework.amqp.rabbit.listener.ConsumeOkEvent;
import org.springframework.amqp.rabbit.listener.ListenerContainerConsumerFailedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.NestedExceptionUtils;

/** Takes quotes off this node's queue and into the log. The queue ends with its connection: what comes meanwhile is lost. */
public final class AmqpQuoteListener
        implements MessageListener, ConnectionListener, ApplicationListener<AmqpEvent> {

    private static final Logger log = LoggerFactory.getLogger(AmqpQuoteListener.class);

    private final QuoteLog quotes;
    private volatile Connection connection;
    private volatile boolean subscribed;
    /** Once, and not at each attempt. */
    private volatile boolean warned;

    public AmqpQuoteListener(QuoteLog quotes) {
        this.quotes = quotes;
    }

    /** Whether quotes can arrive. Any thread may call. */
    boolean isSubscribed() {
        return subscribed && connection.isOpen();
    }

    /** Called by whoever has connected, before anything is declared. */
    @Override
    public void onCreate(Connection created) {
        subscribed = false;
        connection = created;
    }

    @Override
    public void onApplicationEvent(AmqpEvent event) {
        if (event instanceof ConsumeOkEvent) {
            subscribed();
        } else if (event instanceof ListenerContainerConsumerFailedEvent && !warned) {
            warned = true;
            log.warn("RabbitMQ is away: {}", cause(((ListenerContainerConsumerFailedEvent) event).getThrowable()));
        }
    }

    /** Called by the client's thread when RabbitMQ has registered this consumer, before it delivers the first quote. */
    private void subscribed() {
        quotes.interrupted();
        subscribed = true;
        warned = false;
        log.info("RabbitMQ delivers quotes from now on");
    }

    private static String cause(Throwable failure) {
        return failure == null ? "no reason" : NestedExceptionUtils.getMostSpecificCause(failure).toString();
    }

    /** Called by the listener's thread. */
    @Override
    public void onMessage(Message message) {
        QuoteText.append(new String(message.getBody(), StandardCharsets.UTF_8), quotes);
    }
}
