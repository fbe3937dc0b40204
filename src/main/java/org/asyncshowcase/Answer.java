package org.asyncshowcase;

/** What every example answers: which pattern, the value or its fallback, and the two threads that took part. */
public final class Answer {

    private final String pattern;
    private final String outcome;
    private final String answer;
    private final String requestThread;
    private final String workerThread;

    private Answer(String pattern, String outcome, String answer, String requestThread) {
        this.pattern = pattern;
        this.outcome = outcome;
        this.answer = answer;
        this.requestThread = requestThread;
        this.workerThread = Thread.currentThread().getName();
    }

    /** Called by the thread that has computed the answer: it is recorded as the worker. */
    public static Answer value(String pattern, String answer, String requestThread) {
        return new Answer(pattern, "value", answer, requestThread);
    }

    /** Called by the thread that answers instead of the one that was too late. */
    public static Answer fallback(String pattern, String answer, String requestThread) {
        return new Answer(pattern, "fallback", answer, requestThread);
    }

    public String getPattern() {
        return pattern;
    }

    /** {@code value} or {@code fallback}. */
    public String getOutcome() {
        return outcome;
    }

    public String getAnswer() {
        return answer;
    }

    /** The container's thread that took the request. */
    public String getRequestThread() {
        return requestThread;
    }

    public String getWorkerThread() {
        return workerThread;
    }
}
