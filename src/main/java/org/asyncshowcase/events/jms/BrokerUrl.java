package org.asyncshowcase.events.jms;

/** Gives the URL of an external broker the limits without which a broker that is down takes the application with it. */
public final class BrokerUrl {

    /*
     * timeout: a send fails after 2 s; without it, it holds its thread for as long as the broker is away.
     * startupMaxReconnectAttempts: without it, a broker that is down hangs the start of the container.
     * useInactivityMonitor=false: its timer thread outlives an undeploy while the broker is down.
     * Source: ActiveMQ's reference of the failover transport; each was seen on 5.16.
     */
    private static final String LIMITS = "timeout=2000&maxReconnectDelay=2000&startupMaxReconnectAttempts=2";

    private BrokerUrl() {
    }

    /**
     * Leaves {@code vm:} and {@code failover:} as they are; wraps anything else, such as {@code tcp://host:61616}.
     *
     * @throws IllegalArgumentException if this is no URL
     */
    public static String withLimits(String url) {
        if (!url.matches("[a-z][a-z0-9+]*:(//|\\().+")) {
            throw new IllegalArgumentException("The setting events.broker-url must be a URL such as "
                    + "tcp://host:61616, and is: " + url);
        }
        if (url.startsWith("vm:") || url.startsWith("failover:")) {
            return url;
        }
        String monitored = url + (url.contains("?") ? "&" : "?") + "useInactivityMonitor=false";
        return "failover:(" + monitored + ")?" + LIMITS;
    }
}
