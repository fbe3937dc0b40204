package org.asyncshowcase.rooms.context;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.task.TaskDecorator;
import reactor.core.scheduler.Schedulers;

/**
 * Has Reactor's own schedulers carry the context too: from the thread that subscribes to the one that works, at each hop.
 * Reactor 3.3 does not do so by itself; signals that a foreign thread brings, such as Netty's, carry nothing.
 */
final class ReactorContext implements InitializingBean, DisposableBean {

    private static final String HOOK = ReactorContext.class.getName();

    private final TaskDecorator context;

    ReactorContext(TaskDecorator context) {
        this.context = context;
    }

    @Override
    public void afterPropertiesSet() {
        Schedulers.onScheduleHook(HOOK, context::decorate);
    }

    @Override
    public void destroy() {
        Schedulers.resetOnScheduleHook(HOOK);
    }
}
