package org.asyncshowcase.feed.jms;

/** Takes ActiveMQ's own monitor out of the URL of an external broker. */
final class BrokerUrl {

    private BrokerUrl() {
    }

    /**
     * Its timer thread outlives an undeploy while the broker is down (ActiveMQ 5.16, AbstractInactivityMonitor: the timer
     * that startConnectCheckTask makes is cancelled only if a connection was made later).
     *
     * @return the URL, {@code vm:} and {@code failover:} as they are
     * @throws IllegalArgumentException if this is no URL
     */
    static String unmonitored(String url) {
        if (!url.matches("[a-z][a-z0-9+]*:(//|\\().+")) {
            throw new IllegalArgumentException("The setting events.broker-url must be a URL such as "
                    + "tcp://host:61616, and is: " + url);
        }
        if (url.startsWith("vm:") || url.startsWith("failover:")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + "useInactivityMonitor=false";
    }
}
