package org.asyncshowcase.feed.jms;

import javax.jms.JMSException;

import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.FixedBackOff;

/** A listener that waits in silence for the broker's return: Spring's own tries by itself, and logs an error each time. */
public class BrokerListenerContainer extends DefaultMessageListenerContainer {

    private static final FixedBackOff UNTIL_IT_IS_BACK = new FixedBackOff(100, FixedBackOff.UNLIMITED_ATTEMPTS);
    private static final FixedBackOff FOR_A_SECOND = new FixedBackOff(10, 100);

    public BrokerListenerContainer() {
        setBackOff(UNTIL_IT_IS_BACK);
    }

    /** Returns when it listens, where there is a broker: what is sent right after the start finds it listening. */
    @Override
    public void start() {
        super.start();
        BackOffExecution pause = FOR_A_SECOND.start();
        while (isConnected() && !isRegisteredWithDestination() && applyBackOffTime(pause)) {
            // until the listener's thread has registered
        }
    }

    @Override
    protected void handleListenerSetupFailure(Throwable failure, boolean alreadyRecovered) {
        if (isConnected()) {
            super.handleListenerSetupFailure(failure, alreadyRecovered);
        }
    }

    /** A transaction that ended with its connection: its message comes again, and the loss is logged once elsewhere. */
    @Override
    protected void invokeErrorHandler(Throwable failure) {
        if (failure instanceof JMSException) {
            logger.debug("A message could not be acknowledged", failure);
        } else {
            super.invokeErrorHandler(failure);
        }
    }

    /** Called by the listener's thread. */
    @Override
    protected void refreshConnectionUntilSuccessful() {
        BackOffExecution pause = UNTIL_IT_IS_BACK.start();
        while (isRunning() && !isConnected() && applyBackOffTime(pause)) {
            // until the broker is back, or the container stops
        }
        super.refreshConnectionUntilSuccessful();
    }

    private boolean isConnected() {
        return ((BrokerConnectionFactory) obtainConnectionFactory()).isConnected();
    }
}
