package org.asyncshowcase.guard;

import org.springframework.core.task.TaskExecutor;

/**
 * MVC takes one executor for two kinds of work: Callables, which it submits, and the writes of a reactive stream, which it
 * executes. A client that does not read would hold a thread that Callables need, so that writes have threads of their own.
 */
public final class MvcExecutor extends BoundedExecutor {

    private final TaskExecutor writers;

    public MvcExecutor(TaskExecutor writers, int threads, int queue, int drainMillis) {
        super(threads, queue, drainMillis);
        this.writers = writers;
    }

    @Override
    public void execute(Runnable write) {
        writers.execute(write);
    }
}
