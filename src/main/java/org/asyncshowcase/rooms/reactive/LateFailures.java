package org.asyncshowcase.rooms.reactive;

import io.reactivex.plugins.RxJavaPlugins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import reactor.core.publisher.Hooks;

/**
 * Failures that come when nobody waits any more, such as that of a call which was cancelled because it was late. Reactor and
 * RxJava would log a trace for each, and whoever asks often enough would fill the log.
 */
final class LateFailures implements InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LateFailures.class);

    @Override
    public void afterPropertiesSet() {
        Hooks.onErrorDropped(LateFailures::note);
        RxJavaPlugins.setErrorHandler(LateFailures::note);
    }

    @Override
    public void destroy() {
        Hooks.resetOnErrorDropped();
        RxJavaPlugins.setErrorHandler(null);
    }

    /** Called by whichever thread fails. */
    private static void note(Throwable failure) {
        log.debug("Nobody waits for this any more", failure);
    }
}
