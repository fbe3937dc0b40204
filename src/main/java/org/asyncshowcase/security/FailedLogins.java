package org.asyncshowcase.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows those who guess: after some failures each try of a user, or from an address, waits twice as long as the one before
 * it. Bounded: the key that was used least recently is dropped. Safe for any thread.
 */
final class FailedLogins {

    private static final int FREE = 5;
    private static final long LONGEST_MILLIS = 30_000;
    private static final int NAME = 64;

    private final LongSupplier millis;
    private final Map<String, Failures> failures;

    /** @param millis the clock, in ms */
    FailedLogins(int capacity, LongSupplier millis) {
        this.millis = millis;
        this.failures = new LinkedHashMap<String, Failures>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Returns 0 if the password may be examined now, else in how many seconds: one at a time, once there are failures. */
    synchronized long secondsUntilNext(String user, String address) {
        long now = millis.getAsLong();
        long wait = 0;
        for (String key : keys(user, address)) {
            wait = Math.max(wait, failures.getOrDefault(key, Failures.NONE).next - now);
        }
        if (wait > 0) {
            return (wait + 999) / 1_000;
        }
        for (String key : keys(user, address)) {
            failures.computeIfPresent(key, (same, before) -> before.counted(before.count, now));
        }
        return 0;
    }

    synchronized void add(String user, String address) {
        for (String key : keys(user, address)) {
            failures.merge(key, Failures.NONE.counted(1, millis.getAsLong()),
                    (before, one) -> before.counted(before.count + 1, millis.getAsLong()));
        }
    }

    synchronized void forget(String user, String address) {
        for (String key : keys(user, address)) {
            failures.remove(key);
        }
    }

    synchronized int size() {
        return failures.size();
    }

    /** A name is what a stranger has typed, of any length. */
    private static String[] keys(String user, String address) {
        return new String[] {"user " + user.substring(0, Math.min(NAME, user.length())), "address " + address};
    }

    private static final class Failures {

        private static final Failures NONE = new Failures(0, 0);

        private final int count;
        private final long next;

        private Failures(int count, long next) {
            this.count = count;
            this.next = next;
        }

        private Failures counted(int failed, long now) {
            long wait = Math.min(LONGEST_MILLIS, 1_000L << Math.min(10, failed - FREE));
            return new Failures(failed, failed < FREE ? 0 : now + wait);
        }
    }
}
