package org.asyncshowcase.rooms.context;

import java.util.List;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.ThreadLocalAccessor;
import org.springframework.core.task.TaskDecorator;

/**
 * Carries what the calling thread knows of its request, by value, to the thread that works for it, and takes it away
 * again when the work is done. Safe for any thread.
 */
public final class CallerContext implements TaskDecorator {

    private final ContextSnapshotFactory snapshots;

    /** @param accessors one for each thing that is carried */
    CallerContext(List<ThreadLocalAccessor<?>> accessors) {
        ContextRegistry registry = new ContextRegistry();
        accessors.forEach(registry::registerThreadLocalAccessor);
        // clearMissing: what the caller does not have, the worker does not have either
        this.snapshots = ContextSnapshotFactory.builder().contextRegistry(registry).clearMissing(true).build();
    }

    /** What the calling thread knows now. */
    ContextSnapshot capture() {
        return snapshots.captureAll();
    }

    /** Called by the thread that gives a task to an executor; the executor's thread runs what is returned. */
    @Override
    public Runnable decorate(Runnable task) {
        return capture().wrap(task);
    }
}
