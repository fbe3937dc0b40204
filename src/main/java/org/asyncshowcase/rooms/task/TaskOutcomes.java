package org.asyncshowcase.rooms.task;

import java.util.concurrent.atomic.LongAdder;

/** Counts how tasks ended, by the callbacks of {@code WebAsyncTask}; container threads call it. */
public final class TaskOutcomes {

    private final LongAdder timedOut = new LongAdder();
    private final LongAdder brokenOff = new LongAdder();
    private final LongAdder completed = new LongAdder();

    void timedOut() {
        timedOut.increment();
    }

    void brokenOff() {
        brokenOff.increment();
    }

    void completed() {
        completed.increment();
    }

    /** Answered by their fallback. */
    public long getTimedOut() {
        return timedOut.sum();
    }

    /** The connection failed while the task ran ({@code onError}); a task that throws is not among them. */
    public long getBrokenOff() {
        return brokenOff.sum();
    }

    /** Every request that is over, however it ended. */
    public long getCompleted() {
        return completed.sum();
    }
}
