package org.asyncshowcase.reactive;

import java.util.regex.Pattern;

import org.springframework.beans.factory.DisposableBean;
import reactor.core.scheduler.Schedulers;

/**
 * Ends the threads that Reactor and RxJava start by themselves, whoever asked them to: they belong to the classes, not to
 * a bean, and outlive the application otherwise.
 */
final class LibraryThreads implements DisposableBean {

    private static final Pattern NAMES = Pattern.compile("(parallel|single|boundedElastic|elastic|Rx[A-Za-z]+)-.*");
    private static final long ENDED_WITHIN_MILLIS = 1_000;

    @Override
    public void destroy() throws InterruptedException {
        Schedulers.shutdownNow();
        io.reactivex.schedulers.Schedulers.shutdown();
        awaitEnd(NAMES);
    }

    /** Returns when those threads of this application have ended that are so named; some do so after they were told to. */
    static void awaitEnd(Pattern names) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (names.matcher(thread.getName()).matches()
                    && thread.getContextClassLoader() == LibraryThreads.class.getClassLoader()) {
                thread.join(ENDED_WITHIN_MILLIS);
            }
        }
    }
}
