package org.asyncshowcase.executors;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/** Refuses everything: shows what a full executor answers, and takes nothing from the neighbours of a real one. */
public final class FullExecutor implements AsyncTaskExecutor {

    @Override
    public void execute(Runnable task) {
        throw new TaskRejectedException("this executor is full, as this example asks it to be");
    }

    // no @Override: Spring 7 has it no more
    public void execute(Runnable task, long startTimeout) {
        execute(task);
    }

    @Override
    public Future<?> submit(Runnable task) {
        execute(task);
        return null;
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        throw new TaskRejectedException("this executor is full, as this example asks it to be");
    }
}
