package org.asyncshowcase.rooms.example;

import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** What makes a request slow: stands for the remote partner, the report, the old database. */
public final class SlowWork {

    /**
     * Holds the calling thread for the delay. Spring interrupts it when nobody waits any more. What it throws then is what a
     * time-out answers by itself: of the two answers the first one counts (Spring 5.2).
     *
     * @param pattern the room that asks
     */
    public Answer answer(String pattern, String requestThread, Delay delay) {
        takeTime(delay);
        return Answer.value(pattern, AnswerText.PARTNER.with(delay.millis()), requestThread);
    }

    /** Holds the calling thread as {@link #answer} does, then fails. */
    public Answer fail(Delay delay) {
        takeTime(delay);
        throw new IllegalStateException("the partner failed, as this example asks it to");
    }

    private static void takeTime(Delay delay) {
        try {
            Thread.sleep(delay.millis());
        } catch (InterruptedException ex) {
            throw new AsyncRequestTimeoutException();
        }
    }
}
