package org.asyncshowcase.guard;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A pool of so many threads, named after its bean, with a queue of so many places; what does not fit is rejected and
 * counted. When the application stops it takes nothing new, lets the work in hand end, and interrupts what is left.
 */
public class BoundedExecutor extends ThreadPoolTaskExecutor implements ApplicationListener<ContextClosedEvent> {

    private static final long INTERRUPTED_WORK_MILLIS = 1_000;

    private final LongAdder rejected = new LongAdder();
    private final int queueCapacity;
    private final long drainMillis;
    private TaskDecorator decorator = task -> task;
    private volatile long drainUntilNanos;

    /**
     * @param threads how many tasks run at the same time
     * @param queue how many wait beyond these
     * @param drainMillis how long the work in hand may go on when the application stops, in ms
     */
    public BoundedExecutor(int threads, int queue, int drainMillis) {
        this.queueCapacity = queue;
        this.drainMillis = drainMillis;
        setCorePoolSize(threads);
        setMaxPoolSize(threads);
        setQueueCapacity(queue);
        setWaitForTasksToCompleteOnShutdown(true);
        setRejectedExecutionHandler((task, pool) -> {
            throw new RejectedExecutionException(getThreadNamePrefix() + "executor is full");
        });
    }

    /** Within those that were set before. Not applied by the pool: a task that is cancelled is to be found in its queue. */
    @Override
    public void setTaskDecorator(TaskDecorator decorator) {
        TaskDecorator outer = this.decorator;
        this.decorator = task -> outer.decorate(decorator.decorate(task));
    }

    @Override
    public void execute(Runnable task) {
        enqueue(decorator.decorate(task));
    }

    @Override
    public FutureTask<?> submit(Runnable task) {
        return submit(Executors.callable(task));
    }

    @Override
    public <T> FutureTask<T> submit(Callable<T> task) {
        Work<T> work = new Work<>(task);
        enqueue(work);
        return work;
    }

    private void enqueue(Runnable task) {
        try {
            super.execute(task);
        } catch (TaskRejectedException ex) {
            rejected.increment();
            throw ex;
        }
    }

    /** Called first for the servlet's context: all executors stop at the same moment, and drain side by side. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (!getThreadPoolExecutor().isShutdown()) {
            drainUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(drainMillis);
            getThreadPoolExecutor().shutdown();
        }
    }

    /** Spring 6 calls it before {@link #shutdown}, and would wait 10 s for the work in hand: here that has its own time. */
    public void stop(Runnable stopped) {
        stopped.run();
    }

    @Override
    public void shutdown() {
        super.shutdown();
        ThreadPoolExecutor pool = getThreadPoolExecutor();
        try {
            if (!pool.awaitTermination(drainUntilNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                pool.shutdownNow();
                pool.awaitTermination(INTERRUPTED_WORK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many tasks can wait for a thread. */
    public int getQueueCapacity() {
        return queueCapacity;
    }

    /** Tasks waiting for a thread. */
    public int getQueued() {
        return getThreadPoolExecutor().getQueue().size();
    }

    /** Tasks refused since the start. */
    public long getRejected() {
        return rejected.sum();
    }

    /**
     * Its {@code cancel} does not interrupt: a task that has not begun leaves the queue, one that runs goes on. Spring 5.2
     * cancels a task that times out before it asks for the fallback, and the interrupted task's exception would often be the
     * answer (WebAsyncManager.startCallableProcessing).
     */
    private final class Work<T> extends FutureTask<T> {

        private final Runnable decorated = decorator.decorate(super::run);

        Work(Callable<T> task) {
            super(task);
        }

        @Override
        public void run() {
            decorated.run();
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            getThreadPoolExecutor().remove(this);
            return super.cancel(false);
        }
    }
}
