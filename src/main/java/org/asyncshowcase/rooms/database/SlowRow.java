package org.asyncshowcase.rooms.database;

import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * What makes H2 slow without load: a function, made by {@code database.url}, that each row calls. Between the rows H2 sees
 * that the query was cancelled or is late; one long sleep would obey neither.
 */
public final class SlowRow {

    private SlowRow() {
    }

    /** Called by the thread that runs the query. The first row returns 1 ms after its begin, the second one 2 ms after. */
    public static boolean pass(long row, OffsetDateTime begun) {
        try {
            long early = row - Duration.between(begun, OffsetDateTime.now()).toMillis();
            // a sleep of 0 gives the processor away: beside twelve busy threads 800 late rows took 6 s
            if (early > 0) {
                Thread.sleep(early);
            }
            return true;
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ex);
        }
    }
}
