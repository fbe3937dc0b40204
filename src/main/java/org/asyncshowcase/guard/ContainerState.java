package org.asyncshowcase.guard;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.servlet.ServletContext;

/**
 * Whether the container still dispatches to this application. Tomcat takes its paths away up to 2 s before it notifies
 * Spring that it stops (the {@code unloadDelay} of its servlets), and a dispatch in between ends in "Error during mapping".
 * The Servlet API has no notice of that; what Tomcat's MBean of the application manages has. Elsewhere nothing is known, and
 * nothing lost but this.
 */
final class ContainerState {

    /** Tomcat's own object, which each request asks before it is resumed: the MBean looks for its getter anew each time. */
    private Object application;
    private Method stateName;

    ContainerState(ServletContext servletContext) {
        File temporary = servletContext == null ? null : (File) servletContext.getAttribute(ServletContext.TEMPDIR);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName each : server.queryNames(new ObjectName("*:j2eeType=WebModule,*"), null)) {
                // two hosts may have an application of one path each: a folder for what is temporary belongs to one alone
                if (temporary != null && temporary.toPath().endsWith((String) server.getAttribute(each, "workDir"))) {
                    application = server.getAttribute(each, "managedResource");
                    stateName = application.getClass().getMethod("getStateName");
                }
            }
        } catch (JMException | ReflectiveOperationException ex) {
            GuardFilter.log.debug("This is no Tomcat", ex);
        }
    }

    /** Called by the thread that is about to dispatch. */
    boolean isStopping() {
        try {
            return stateName != null && !((String) stateName.invoke(application)).startsWith("START");
        } catch (ReflectiveOperationException ex) {
            throw new IllegalStateException("Tomcat does not show its state", ex);
        }
    }
}
