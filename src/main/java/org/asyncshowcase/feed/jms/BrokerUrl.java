package org.asyncshowcase.feed.jms;

/** Takes out of the URL of an external broker what {@link BrokerConnectionFactory} does by itself. */
final class BrokerUrl {

    private BrokerUrl() {
    }

    /**
     * Takes out ActiveMQ's own monitor: its timer thread outlives an undeploy while the broker is down (ActiveMQ 5.16,
     * AbstractInactivityMonitor: the timer that startConnectCheckTask makes is cancelled only if a connection was made
     * later). Leaves to {@code failover:} only the choice among several brokers: it would connect again by itself, and
     * hide that quotes were missed meanwhile.
     *
     * @return the URL; {@code vm:} as it is
     * @throws IllegalArgumentException if this is no URL
     */
    static String unmonitored(String url) {
        if (!url.matches("[a-z][a-z0-9+]*:(//|\\().+")) {
            throw new IllegalArgumentException("The setting events.broker-url must be a URL such as "
                    + "tcp://host:61616, and is: " + url);
        }
        if (url.startsWith("vm:")) {
            return url;
        }
        boolean failover = url.startsWith("failover:");
        boolean hasOptions = url.indexOf('?', failover ? url.lastIndexOf(')') : 0) >= 0;
        return url + (hasOptions ? "&" : "?") + (failover
                ? "nested.useInactivityMonitor=false&maxReconnectAttempts=0&startupMaxReconnectAttempts=1"
                : "useInactivityMonitor=false");
    }
}
