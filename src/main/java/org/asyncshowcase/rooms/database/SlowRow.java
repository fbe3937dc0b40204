package org.asyncshowcase.rooms.database;

/**
 * What makes H2 slow without load: a function, made by {@code database.url}, that each row calls. Between the rows H2 sees
 * that the query was cancelled or is late; one long sleep would obey neither.
 */
public final class SlowRow {

    private SlowRow() {
    }

    /** Called by the thread that runs the query; takes a millisecond. */
    public static boolean pass() {
        try {
            Thread.sleep(1);
            return true;
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ex);
        }
    }
}
