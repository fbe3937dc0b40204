package org.asyncshowcase.feed.jms;

import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.Session;

/**
 * The listener container of the {@link QuoteListener}, which it calls after each subscription: before, quotes were missed.
 */
public final class QuoteSubscription extends BrokerListenerContainer {

    /** Called by the JMS thread. The broker has the subscription when this returns. */
    @Override
    protected MessageConsumer createListenerConsumer(Session session) throws JMSException {
        MessageConsumer consumer = super.createListenerConsumer(session);
        ((QuoteListener) getMessageListener()).subscribed();
        return consumer;
    }
}
