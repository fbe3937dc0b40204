package org.asyncshowcase.rooms.textbook;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** One of a few values in a row, and the thread that made it. */
@JsonPropertyOrder({"number", "thread"})
final class Tick {

    static final int COUNT = 4;
    static final int PERIOD_MILLIS = 200;

    private final long number;
    private final String thread = Thread.currentThread().getName();

    Tick(long number) {
        this.number = number;
    }

    public long getNumber() {
        return number;
    }

    public String getThread() {
        return thread;
    }
}
