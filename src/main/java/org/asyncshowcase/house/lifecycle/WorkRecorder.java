package org.asyncshowcase.house.lifecycle;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Has every executor report when one of its threads works for a recorded request: MVC reports it of a Callable alone, and
 * what it knows of a future is its end.
 */
final class WorkRecorder implements BeanPostProcessor, TaskDecorator {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof ThreadPoolTaskExecutor) {
            ((ThreadPoolTaskExecutor) bean).setTaskDecorator(this);
        }
        return bean;
    }

    /** Called by the thread that gives a task to an executor; the executor's thread runs what is returned. */
    @Override
    public Runnable decorate(Runnable task) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object timeline = request == null ? null
                : request.getAttribute(TimelineFilter.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (!(timeline instanceof Timeline) || ((Timeline) timeline).hasCallable()) {
            return task;
        }
        return recorded(task, (Timeline) timeline);
    }

    /** The task, whose beginning and end are written down by the thread that runs it. */
    static Runnable recorded(Runnable task, Timeline timeline) {
        return () -> {
            timeline.record(Runnable.class, TimelineView.RUN);
            try {
                task.run();
            } finally {
                timeline.record(Runnable.class, TimelineView.RUN_RETURNED);
            }
        };
    }
}
