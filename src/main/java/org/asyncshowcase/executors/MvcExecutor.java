package org.asyncshowcase.executors;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;

/**
 * MVC takes one executor for two kinds of work: Callables, which it submits, and the writes of a reactive stream, which it
 * executes. A client that does not read would hold a thread that Callables need, so that each kind gets its own.
 */
public final class MvcExecutor implements AsyncTaskExecutor {

    private final AsyncTaskExecutor callables;
    private final TaskExecutor writes;

    public MvcExecutor(AsyncTaskExecutor callables, TaskExecutor writes) {
        this.callables = callables;
        this.writes = writes;
    }

    @Override
    public void execute(Runnable write) {
        writes.execute(write);
    }

    // no @Override: Spring 7 has it no more
    public void execute(Runnable write, long startTimeout) {
        execute(write);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return callables.submit(task);
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return callables.submit(task);
    }
}
