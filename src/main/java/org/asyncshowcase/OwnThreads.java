package org.asyncshowcase;

import java.util.regex.Pattern;

/** The threads that this application, or a library of its own, has started: its class loader is theirs. */
public final class OwnThreads {

    private static final long EACH_ENDS_WITHIN_MILLIS = 1_000;

    private OwnThreads() {
    }

    /** Returns when those have ended that are so named: they were told to, and Tomcat would find them on their last lines. */
    public static void awaitEnd(Pattern names) throws InterruptedException {
        // not Thread.enumerate: who undeploys from a virtual thread sees none of them by that
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (names.matcher(thread.getName()).matches()
                    && thread.getContextClassLoader() == OwnThreads.class.getClassLoader()) {
                thread.join(EACH_ENDS_WITHIN_MILLIS);
            }
        }
    }
}
