package org.asyncshowcase.doctor;

import java.util.concurrent.TimeUnit;

import org.asyncshowcase.BodyTooLargeException;
import org.asyncshowcase.InvalidValueException;

/** What one examination may cost: a small archive can hold a lot. */
final class Bounds {

    /** Bytes of a file that is read as a whole. */
    static final int FILE = 1024 * 1024;
    private static final int ENTRIES = 20_000;
    private static final long INFLATED = 256L * 1024 * 1024;
    /** Calls in classes that are kept until all classes are read. */
    private static final int CALLS = 300_000;

    private final long endNanos;
    private int entries;
    private long inflated;
    private int calls;

    Bounds(long millis) {
        this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void entry() {
        InvalidValueException.require(++entries <= ENTRIES, "file", "a WAR of " + ENTRIES + " files at most");
        time();
    }

    void inflated(int bytes) throws BodyTooLargeException {
        inflated += bytes;
        if (inflated > INFLATED) {
            throw new BodyTooLargeException(INFLATED);
        }
        time();
    }

    void call() {
        InvalidValueException.require(++calls <= CALLS, "file", "a WAR whose classes have " + CALLS + " calls at most");
    }

    /** The request is over by then. */
    void time() {
        InvalidValueException.require(System.nanoTime() - endNanos < 0, "file", "a file that is examined in time");
    }
}
