package org.asyncshowcase.rooms.example;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.springframework.context.MessageSourceResolvable;

/** What every example answers: which pattern, the value or its fallback, and the two threads that took part. */
@JsonPropertyOrder({"pattern", "outcome", "answer", "requestThread", "workerThread"})
public final class Answer {

    private final String pattern;
    private final String outcome;
    private final MessageSourceResolvable text;
    private final String requestThread;
    private final String workerThread;

    private Answer(String pattern, String outcome, MessageSourceResolvable text, String requestThread) {
        this.pattern = pattern;
        this.outcome = outcome;
        this.text = text;
        this.requestThread = requestThread;
        this.workerThread = Thread.currentThread().getName();
    }

    /** Called by the thread that has computed the answer: it is recorded as the worker. */
    public static Answer value(String pattern, MessageSourceResolvable text, String requestThread) {
        return new Answer(pattern, "value", text, requestThread);
    }

    /** Called by the thread that answers instead of the one that was too late. */
    public static Answer fallback(String pattern, MessageSourceResolvable text, String requestThread) {
        return new Answer(pattern, "fallback", text, requestThread);
    }

    public String getPattern() {
        return pattern;
    }

    /** {@code value} or {@code fallback}. */
    public String getOutcome() {
        return outcome;
    }

    /** In English, for programs; a page has a language, and shows {@link #getText()}. */
    public String getAnswer() {
        return text.getDefaultMessage();
    }

    @JsonIgnore
    public MessageSourceResolvable getText() {
        return text;
    }

    /** The container's thread that took the request. */
    public String getRequestThread() {
        return requestThread;
    }

    public String getWorkerThread() {
        return workerThread;
    }
}
