package org.asyncshowcase.guard;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.scheduling.TaskScheduler;

/**
 * Threads that write to clients. On Servlet 3.0 a client that does not read holds the thread that writes to it, until the
 * container gives the write up: the pool has so many threads, and one more for each write that is stuck. Where the JDK has
 * virtual threads, each write has one of its own. None is refused: a request has one write in flight at most. What comes
 * when the application stops is dropped, since all requests are ended then.
 */
public final class WriterExecutor extends BoundedExecutor {

    private static final long STUCK_MILLIS = 20;
    private static final int IDLE_SECONDS = 5;

    private final Map<Thread, Long> begun = new ConcurrentHashMap<>();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final TaskScheduler timer;
    private final int threads;
    private final boolean virtual;

    /**
     * @param threads how many writes that are not stuck run at the same time
     * @param timer looks for the stuck ones
     */
    public WriterExecutor(TaskScheduler timer, int threads, int drainMillis) {
        super(threads, Integer.MAX_VALUE, drainMillis);
        this.timer = timer;
        this.threads = threads;
        this.virtual = VirtualThreads.areThere();
        // with a queue that is never full the pool has its core's threads, and no more
        setMaxPoolSize(Integer.MAX_VALUE);
        setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        setKeepAliveSeconds(IDLE_SECONDS);
        if (virtual) {
            setQueueCapacity(0);
        }
    }

    @Override
    public void setBeanName(String name) {
        super.setBeanName(name);
        if (virtual) {
            setThreadFactory(VirtualThreads.named(name + "-"));
        }
    }

    @Override
    public void execute(Runnable write) {
        super.execute(virtual ? write : () -> run(write));
    }

    private void run(Runnable write) {
        begun.put(Thread.currentThread(), System.nanoTime());
        watch();
        try {
            write.run();
        } finally {
            begun.remove(Thread.currentThread());
        }
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            timer.schedule(this::adapt, Instant.now().plusMillis(STUCK_MILLIS));
        }
    }

    /** Called by a thread of the timer, for as long as there are writes. */
    private void adapt() {
        watched.set(false);
        int wanted = threads + stuck();
        // set again, it would wake the idle threads, and their time to go would begin anew
        if (getCorePoolSize() != wanted) {
            setCorePoolSize(wanted);
        }
        // the last write may have ended since they were counted: the threads for it go at the next look
        if (wanted > threads || !begun.isEmpty()) {
            watch();
        }
    }

    private int stuck() {
        long since = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(STUCK_MILLIS);
        return (int) begun.values().stream().filter(each -> each - since < 0).count();
    }
}
