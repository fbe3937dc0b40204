package org.asyncshowcase.feed.jms;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.asyncshowcase.feed.BrokerAwayException;
import org.asyncshowcase.feed.Quote;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/** Publishes quotes to the topic: the one way in, also for what this node publishes itself. */
public final class QuoteSender {

    private final JmsTemplate topic;
    private final BrokerConnection broker;
    private final String node;
    private final AtomicLong sequence = new AtomicLong();

    /** @param node the first part of each id: quotes of different nodes never share one */
    public QuoteSender(JmsTemplate topic, BrokerConnection broker, String node) {
        this.topic = topic;
        this.broker = broker;
        this.node = node;
    }

    /**
     * Returns when the broker has the quote and this node listens: its followers get the quote, or a gap. Any thread may
     * call; it is held for 2 s at most.
     *
     * @throws BrokerAwayException if the broker did not take it, or this node does not listen
     */
    public Quote publish(String symbol, String price) {
        if (!broker.isConnected()) {
            throw new BrokerAwayException();
        }
        String id = node + "-" + Long.toString(sequence.incrementAndGet(), Character.MAX_RADIX);
        Quote quote = new Quote(id, symbol, price, System.currentTimeMillis());
        try {
            topic.convertAndSend(message(quote));
        } catch (JmsException ex) {
            throw new BrokerAwayException(ex);
        }
        return quote;
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
