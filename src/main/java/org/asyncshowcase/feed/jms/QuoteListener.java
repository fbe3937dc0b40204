package org.asyncshowcase.feed.jms;

import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.MessageListener;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes quotes off the topic and into the log. */
public final class QuoteListener implements MessageListener {

    private static final Logger log = LoggerFactory.getLogger(QuoteListener.class);

    private final QuoteLog quotes;

    public QuoteListener(QuoteLog quotes) {
        this.quotes = quotes;
    }

    /** Called by the JMS thread when the broker has registered its subscription, before it receives the first quote. */
    void subscribed() {
        quotes.interrupted();
    }

    /** Called by the JMS thread. What is no quote is logged and dropped: delivered again, it would be none either. */
    @Override
    public void onMessage(Message message) {
        try {
            MapMessage map = (MapMessage) message;
            quotes.append(new Quote(map.getString("id"), map.getString("symbol"), map.getString("price"),
                    map.getLong("at")));
        } catch (JMSException | RuntimeException ex) {
            // without its text, which may repeat the message
            log.warn("A message on the topic was no quote and is dropped: {}", ex.getClass().getSimpleName());
        }
    }
}
