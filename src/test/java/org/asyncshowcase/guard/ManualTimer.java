package org.asyncshowcase.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static java.util.stream.Collectors.toList;

/** A timer that runs nothing until the test says so; then on the test's thread. */
public final class ManualTimer extends ThreadPoolTaskScheduler {

    private final List<Task> tasks = new ArrayList<>();
    private final Beat beat = new Beat();
    private Runnable repeated;

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Instant due) {
        add(task, due);
        return null;
    }

    @Override
    public void execute(Runnable task) {
        add(task, Instant.now());
    }

    /** There is one such task; {@link #beat} runs it. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
        repeated = task;
        return beat;
    }

    private synchronized void add(Runnable task, Instant due) {
        tasks.add(new Task(task, due));
    }

    /** Runs what waits now, in the order in which it came, whenever it is due; what that adds waits for the next time. */
    public void run() {
        List<Task> due;
        synchronized (this) {
            due = new ArrayList<>(tasks);
            tasks.clear();
        }
        due.forEach(each -> each.task.run());
    }

    /** When the tasks that wait are due. */
    public synchronized List<Instant> due() {
        return tasks.stream().map(each -> each.due).collect(toList());
    }

    public void beat() {
        repeated.run();
    }

    public boolean isBeating() {
        return !beat.isCancelled();
    }

    /** The repeated task, to those who may cancel it. */
    private static final class Beat extends CompletableFuture<Void> implements ScheduledFuture<Void> {

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    /** What waits. */
    private static final class Task {

        private final Runnable task;
        private final Instant due;

        Task(Runnable task, Instant due) {
            this.task = task;
            this.due = due;
        }
    }
}
