package org.asyncshowcase.guard;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The connections that the container may have open, as its connectors publish it by JMX: before they start, too. */
final class Connections {

    /** Tomcat's default; 7 and 8.0 have 10,000. */
    private static final int DEFAULT = 8192;

    private Connections() {
    }

    /** How many there may be, of all connectors; the default where none says, or has no bound. */
    static long most() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        long most = 0;
        try {
            for (ObjectName each : server.queryNames(new ObjectName("*:type=ThreadPool,name=*"), null)) {
                Object maxConnections = server.getAttribute(each, "maxConnections");
                most += maxConnections instanceof Integer ? Math.max(0, (Integer) maxConnections) : 0;
            }
        } catch (JMException ex) {
            GuardFilter.log.debug("The container does not say its maxConnections", ex);
        }
        return most > 0 ? most : DEFAULT;
    }
}
