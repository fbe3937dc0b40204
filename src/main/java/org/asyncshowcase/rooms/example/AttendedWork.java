package org.asyncshowcase.rooms.example;

import org.asyncshowcase.guard.Requester;

/** What makes a request slow: stands for the remote partner, the report, the old database. */
public final class AttendedWork {

    /**
     * Holds the calling thread for the delay, or until nobody waits for the answer any more; then answers.
     *
     * @param pattern the room that asks
     */
    public Answer answer(String pattern, Requester requester, Delay delay) throws InterruptedException {
        long started = System.nanoTime();
        boolean nobodyWaits = requester.awaitOver(delay.millis());
        long tookMillis = (System.nanoTime() - started) / 1_000_000;
        AnswerText text = nobodyWaits ? AnswerText.NOBODY_WAITED : AnswerText.PARTNER;
        return Answer.value(pattern, text.with(tookMillis), requester.thread());
    }

    /** Holds the calling thread as {@link #answer} does, then fails. */
    public Answer fail(Requester requester, Delay delay) throws InterruptedException {
        requester.awaitOver(delay.millis());
        throw new IllegalStateException("the partner failed, as this example asks it to");
    }
}
