package org.asyncshowcase.rooms.stream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.core.task.TaskExecutor;

/**
 * What is due to many clients: one thread writes to several of them before it is given back. No client waits for another:
 * while anything is due, one more thread is asked for, and it takes what a stuck one cannot. Safe for any thread.
 */
final class DueWrites implements TaskExecutor {

    /** Few enough that a task ends soon, as those who look for stuck ones expect. */
    private static final int WRITES_AT_ONCE = 16;

    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    /** A thread is asked for, and has not come yet. */
    private final AtomicBoolean asked = new AtomicBoolean();
    private final TaskExecutor writers;

    DueWrites(TaskExecutor writers) {
        this.writers = writers;
    }

    @Override
    public void execute(Runnable write) {
        due.add(write);
        ask();
    }

    private void ask() {
        if (!due.isEmpty() && asked.compareAndSet(false, true)) {
            try {
                writers.execute(this::serve);
            } catch (RejectedExecutionException ex) {
                asked.set(false);
                throw ex;
            }
        }
    }

    /** Called by a writer's thread. */
    private void serve() {
        asked.set(false);
        Runnable write;
        for (int left = WRITES_AT_ONCE; left > 0 && (write = due.poll()) != null; left--) {
            try {
                // for the others, should this client not read
                ask();
            } finally {
                write.run();
            }
        }
        ask();
    }
}
