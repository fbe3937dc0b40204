package org.asyncshowcase.events.jms;

import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Tells whether quotes can arrive: the listener is registered with the broker, and its connection is whole. */
public final class BrokerConnection {

    private final DefaultMessageListenerContainer listener;
    private final ConnectionWatch watch;

    public BrokerConnection(DefaultMessageListenerContainer listener, ConnectionWatch watch) {
        this.listener = listener;
        this.watch = watch;
    }

    /** Any thread may call. */
    public boolean isConnected() {
        return !watch.isInterrupted() && listener.isRegisteredWithDestination();
    }
}
