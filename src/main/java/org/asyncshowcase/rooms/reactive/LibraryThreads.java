package org.asyncshowcase.rooms.reactive;

import org.springframework.beans.factory.DisposableBean;
import reactor.core.scheduler.Schedulers;

/**
 * Ends the threads that Reactor and RxJava start by themselves, whoever asked them to: they belong to the classes, not to
 * a bean, and outlive the application otherwise.
 */
final class LibraryThreads implements DisposableBean {

    @Override
    public void destroy() {
        Schedulers.shutdownNow();
        io.reactivex.schedulers.Schedulers.shutdown();
    }
}
