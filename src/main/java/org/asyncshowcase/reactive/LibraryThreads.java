package org.asyncshowcase.reactive;

import java.util.regex.Pattern;

import org.asyncshowcase.OwnThreads;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.scheduler.Schedulers;

/**
 * Ends the threads that Reactor and RxJava start by themselves, whoever asked them to: they belong to the classes, not to
 * a bean, and outlive the application otherwise.
 */
final class LibraryThreads implements DisposableBean {

    private static final Pattern NAMES = Pattern.compile("(parallel|single|boundedElastic|elastic|Rx[A-Za-z]+)-.*");

    @Override
    public void destroy() throws InterruptedException {
        Schedulers.shutdownNow();
        io.reactivex.schedulers.Schedulers.shutdown();
        OwnThreads.awaitEnd(NAMES);
    }
}
