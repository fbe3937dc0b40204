package org.asyncshowcase.house.doctor;

import java.util.concurrent.TimeUnit;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.asyncshowcase.web.BodyTooLargeException;

/** What one examination may cost: a small archive can hold a lot. */
final class Bounds {

    /** Bytes of an XML or a page, which is read as a whole. */
    static final int FILE = 1024 * 1024;
    /** Bytes of a class. */
    static final int CLASS = 256 * 1024;
    private static final int ENTRIES = 20_000;
    private static final long INFLATED = 256L * 1024 * 1024;
    /** Bytes, about, of the names of classes and calls, which are kept until all classes are read. */
    private static final int NAMES = 40_000_000;
    private static final int NAME = 100;

    private final long endNanos;
    private int entries;
    private long inflated;
    private int names;

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

    /** @return the name */
    String keep(String name) {
        names += NAME + name.length();
        InvalidValueException.require(names <= NAMES, "file", "a WAR whose classes have fewer calls");
        return name;
    }

    /** The request is over by then. */
    void time() {
        InvalidValueException.require(System.nanoTime() - endNanos < 0, "file", "a file that is examined in time");
    }
}
