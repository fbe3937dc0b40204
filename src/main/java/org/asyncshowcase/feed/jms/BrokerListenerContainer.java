package org.asyncshowcase.feed.jms;

import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.FixedBackOff;

/** A listener that waits in silence for the broker's return: Spring's own tries by itself, and logs an error each time. */
public final class BrokerListenerContainer extends DefaultMessageListenerContainer {

    private static final long LOOK_EVERY_MILLIS = 100;

    @Override
    protected void handleListenerSetupFailure(Throwable failure, boolean alreadyRecovered) {
        if (isConnected()) {
            super.handleListenerSetupFailure(failure, alreadyRecovered);
        }
    }

    /** Called by the listener's thread. */
    @Override
    protected void refreshConnectionUntilSuccessful() {
        BackOffExecution pause = new FixedBackOff(LOOK_EVERY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS).start();
        while (isRunning() && !isConnected() && applyBackOffTime(pause)) {
            // until the broker is back, or the container stops
        }
        super.refreshConnectionUntilSuccessful();
    }

    private boolean isConnected() {
        return ((BrokerConnectionFactory) obtainConnectionFactory()).isConnected();
    }
}
