package org.asyncshowcase.house.doctor;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.web.BodyTooLargeException;
import org.asyncshowcase.rooms.example.InvalidValueException;

/**
 * What one examination may cost in time, steps and memory. Each loop over what was sent asks it: a small archive can hold a
 * lot.
 */
final class Budget {

    /** Bytes of an XML or a page, which is read as a whole. */
    static final int FILE = 1024 * 1024;
    /** Bytes of a class. */
    static final int CLASS = 256 * 1024;
    static final long STEPS = 30_000_000;
    private static final int ENTRIES = 20_000;
    private static final long INFLATED = 512L * 1024 * 1024;
    /** Bytes, about, of what is kept until all files are read, where nobody says it. */
    private static final long KEPT = Math.max(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 16);
    private static final int OBJECT = 100;

    private final long endNanos;
    private long steps;
    private int entries;
    private long inflated;
    private long free;
    private final Map<String, String> names = new HashMap<>();

    /** @param millis how long it may take */
    Budget(long millis) {
        this(millis, KEPT);
    }

    /** @param bytes how much may be kept */
    Budget(long millis, long bytes) {
        this.free = bytes;
        this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void step() {
        steps(1);
    }

    /**
     * @throws InvalidValueException if the steps or the time are used up
     * @throws RejectedExecutionException if the thread was interrupted: the application stops
     */
    void steps(long count) {
        long before = steps;
        steps += count;
        InvalidValueException.require(steps <= STEPS, "file", "simple enough to be examined");
        if (before >> 10 != steps >> 10) {
            InvalidValueException.require(System.nanoTime() - endNanos < 0, "file", "small enough to be examined in time");
            if (Thread.currentThread().isInterrupted()) {
                throw new RejectedExecutionException("the application stops");
            }
        }
    }

    long steps() {
        return steps;
    }

    /** A file of an archive. */
    void entry() {
        InvalidValueException.require(++entries <= ENTRIES, "file", "a WAR of " + ENTRIES + " files at most");
        steps(1 << 10);
    }

    void inflated(int bytes) throws BodyTooLargeException {
        inflated += bytes;
        if (inflated > INFLATED) {
            throw new BodyTooLargeException(INFLATED);
        }
        steps(1 + (bytes >> 6));
    }

    /** @return the name, once for all that have it */
    String keep(String name) {
        String known = names.putIfAbsent(name, name);
        if (known == null) {
            keep(OBJECT + 2L * name.length());
        }
        return known == null ? name : known;
    }

    void keep(long bytes) {
        free -= bytes;
        InvalidValueException.require(free >= 0, "file", "a WAR whose classes have fewer calls");
    }
}
