package org.asyncshowcase.house.load;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The container's threads for one port, as it tells them by JMX: the application may ask, and needs none of its classes. */
final class ContainerThreads {

    /** What cannot be told: by another container, or where each request has a virtual thread. */
    static final int UNKNOWN = -1;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName pool;

    ContainerThreads(int port) {
        this.pool = find(port);
    }

    private ObjectName find(int port) {
        try {
            for (ObjectName each : server.queryNames(new ObjectName("*:type=ThreadPool,name=*"), null)) {
                if (server.getAttribute(each, "localPort").equals(port)) {
                    return each;
                }
            }
        } catch (JMException ex) {
            // as if there were none
        }
        return null;
    }

    /** How many hold a request now. */
    int busy() {
        return figure("currentThreadsBusy");
    }

    /** How many there may be. */
    int most() {
        return figure("maxThreads");
    }

    private int figure(String attribute) {
        try {
            return pool == null ? UNKNOWN : (Integer) server.getAttribute(pool, attribute);
        } catch (JMException ex) {
            return UNKNOWN;
        }
    }
}
