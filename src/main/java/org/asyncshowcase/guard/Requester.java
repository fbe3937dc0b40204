package org.asyncshowcase.guard;

/** Who waits for the answer of a piece of work. */
public interface Requester {

    /** The name of the container's thread that took the request. */
    String thread();

    /**
     * Called by a worker in place of a sleep. Returns true as soon as nobody waits any more: the request was answered without
     * the work, or its client has left.
     *
     * @param millis how long to wait for that, at most
     */
    boolean awaitOver(long millis) throws InterruptedException;
}
