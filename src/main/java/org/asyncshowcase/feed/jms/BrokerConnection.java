package org.asyncshowcase.feed.jms;

import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Tells whether quotes can arrive: there is a connection to the broker, and the listener is registered. */
public final class BrokerConnection {

    private final BrokerConnectionFactory connections;
    private final DefaultMessageListenerContainer listener;

    public BrokerConnection(BrokerConnectionFactory connections, DefaultMessageListenerContainer listener) {
        this.connections = connections;
        this.listener = listener;
    }

    /** Any thread may call. */
    public boolean isConnected() {
        return connections.isConnected() && listener.isRegisteredWithDestination();
    }
}
