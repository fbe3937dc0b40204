package org.asyncshowcase.rooms.example.partners;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The answer made of what the partners said. Where one is missing it says so: it is partial, and names who and why. */
@JsonPropertyOrder({"pattern", "outcome", "answer", "missing", "parts", "millis", "requestThread", "workerThread"})
public final class PartnerAnswers {

    private final String pattern;
    private final List<PartnerAnswer> parts;
    private final String requestThread;
    private final String workerThread = Thread.currentThread().getName();
    private final long millis;

    /**
     * Called by the thread that got the last part.
     *
     * @throws ResponseStatusException 503 with the reasons, if no partner at all has answered
     */
    public PartnerAnswers(String pattern, List<PartnerAnswer> parts, String requestThread, long startedNanos) {
        this.pattern = pattern;
        this.parts = parts;
        this.requestThread = requestThread;
        this.millis = (System.nanoTime() - startedNanos) / 1_000_000;
        if (getMissing().size() == parts.size()) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "no partner answered; "
                    + parts.stream().map(PartnerAnswer::toString).collect(joining("; ")));
        }
    }

    public String getPattern() {
        return pattern;
    }

    /** {@code value}, or {@code partial} where a part is missing. */
    public String getOutcome() {
        return getMissing().isEmpty() ? "value" : "partial";
    }

    public String getAnswer() {
        int answered = parts.size() - getMissing().size();
        return answered + " of " + parts.size() + " partners answered, after " + millis + " ms";
    }

    /** The partners that did not answer. */
    public List<String> getMissing() {
        return parts.stream().filter(PartnerAnswer::isMissing).map(PartnerAnswer::getPartner).collect(toList());
    }

    public List<PartnerAnswer> getParts() {
        return parts;
    }

    /** From the first question to the last answer. */
    public long getMillis() {
        return millis;
    }

    /** The container's thread that took the request. */
    public String getRequestThread() {
        return requestThread;
    }

    public String getWorkerThread() {
        return workerThread;
    }
}
