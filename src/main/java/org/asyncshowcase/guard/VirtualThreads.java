package org.asyncshowcase.guard;

import java.util.concurrent.ThreadFactory;

/** Virtual threads, found at run time: the application is compiled for Java 8. */
final class VirtualThreads {

    /** Before that a thread that waits within {@code synchronized} holds its carrier, of which there are few (JEP 491). */
    private static final int SINCE = 24;

    private VirtualThreads() {
    }

    static boolean areThere() {
        return Float.parseFloat(System.getProperty("java.specification.version")) >= SINCE;
    }

    /** @param prefix of the names, which are numbered */
    static ThreadFactory named(String prefix) {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object threads = Thread.class.getMethod("ofVirtual").invoke(null);
            builder.getMethod("name", String.class, long.class).invoke(threads, prefix, 1L);
            return (ThreadFactory) builder.getMethod("factory").invoke(threads);
        } catch (ReflectiveOperationException ex) {
            throw new IllegalStateException("This JDK has no virtual threads", ex);
        }
    }
}
