package org.asyncshowcase.guard;

/** Where a request stands. */
enum Phase {
    /** In a dispatch that has not gone asynchronous. */
    DISPATCHED,
    /** In a dispatch that has. */
    STARTED,
    /** Its thread has left. */
    PARKED,
    /** Its result has come so late that the container's time-out is to bring it. */
    DUE,
    /** The container is to dispatch it, or to end it. */
    RESUMED,
    /** The container calls its listeners for the time-out. */
    TIMED_OUT,
    /** The container has called its listeners for a failure; the end is to follow. */
    FAILED,
    /** We end it: no result leads to a dispatch any more. */
    ENDING,
    /** The container has reported the end. */
    COMPLETE,
    /** The container does not report the end: we do. */
    FORGOTTEN;

    /** Whether it is asynchronous, and neither it nor its time has ended. */
    boolean isAsync() {
        return this == STARTED || this == PARKED || this == DUE || this == RESUMED;
    }

    /** Whether a result may send it back to the container. */
    boolean isResumable() {
        return this == STARTED || this == PARKED || this == TIMED_OUT || this == FAILED;
    }

    boolean isOver() {
        return compareTo(ENDING) >= 0;
    }
}
