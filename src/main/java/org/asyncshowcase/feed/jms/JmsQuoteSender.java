package org.asyncshowcase.feed.jms;

import java.util.HashMap;
import java.util.Map;

import org.asyncshowcase.feed.BrokerAwayException;
import org.asyncshowcase.feed.Node;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteSender;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Publishes quotes to the topic. */
public final class JmsQuoteSender implements QuoteSender {

    private final JmsTemplate topic;
    private final BrokerConnectionFactory connections;
    private final DefaultMessageListenerContainer listener;
    private final Node node;

    /** @param listener to the same topic */
    public JmsQuoteSender(JmsTemplate topic, BrokerConnectionFactory connections,
            DefaultMessageListenerContainer listener, Node node) {
        this.topic = topic;
        this.connections = connections;
        this.listener = listener;
        this.node = node;
    }

    @Override
    public Quote publish(String symbol, String price) {
        if (!isConnected()) {
            throw new BrokerAwayException();
        }
        Quote quote = node.quote(symbol, price);
        try {
            topic.convertAndSend(message(quote));
        } catch (JmsException ex) {
            throw new BrokerAwayException(ex);
        }
        return quote;
    }

    /** There is a connection to the broker, and the listener is registered. */
    @Override
    public boolean isConnected() {
        return connections.isConnected() && listener.isRegisteredWithDestination();
    }

    private static Map<String, Object> message(Quote quote) {
        Map<String, Object> message = new HashMap<>();
        message.put("id", quote.getId());
        message.put("symbol", quote.getSymbol());
        message.put("price", quote.getPrice().toPlainString());
        message.put("at", quote.getAt());
        return message;
    }
}
