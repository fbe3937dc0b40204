package org.asyncshowcase;

/** What makes a request slow: stands for the remote partner, the report, the old database. */
public final class SlowWork {

    /**
     * Holds the calling thread for the delay, then answers.
     *
     * @param pattern the room that asks
     * @param requestThread the container's thread that took the request
     */
    public Answer answer(String pattern, String requestThread, Delay delay) throws InterruptedException {
        long started = System.nanoTime();
        Thread.sleep(delay.millis());
        long tookMillis = (System.nanoTime() - started) / 1_000_000;
        return Answer.value(pattern, "the partner answered after " + tookMillis + " ms", requestThread);
    }

    /** Holds the calling thread for the delay, then fails. */
    public Answer fail(Delay delay) throws InterruptedException {
        Thread.sleep(delay.millis());
        throw new IllegalStateException("the partner failed, as this example asks it to");
    }
}
