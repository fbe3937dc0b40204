package org.asyncshowcase.rooms.example.partners;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;

/** What one partner contributed, or why it did not. */
@JsonPropertyOrder({"partner", "state", "answer", "reason", "millis"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class PartnerAnswer {

    private final String partner;
    private final String answer;
    private final String reason;
    private final long millis;

    private PartnerAnswer(PartnerCall call, String answer, String reason, long startedNanos) {
        this.partner = call.partner();
        this.answer = answer;
        this.reason = reason;
        this.millis = (System.nanoTime() - startedNanos) / 1_000_000;
    }

    /**
     * Called by the thread that got the answer.
     *
     * @param body what the partner sent; null for nothing
     */
    public static PartnerAnswer answered(PartnerCall call, JsonNode body, long startedNanos) {
        if (body == null || !body.path("answer").isTextual()) {
            return missing(call, "no usable answer", startedNanos);
        }
        return new PartnerAnswer(call, body.get("answer").asText(), null, startedNanos);
    }

    /** @param reason is shown to the client: in our own words, no foreign message */
    public static PartnerAnswer missing(PartnerCall call, String reason, long startedNanos) {
        return new PartnerAnswer(call, null, reason, startedNanos);
    }

    public String getPartner() {
        return partner;
    }

    /** {@code answered} or {@code missing}. */
    public String getState() {
        return isMissing() ? "missing" : "answered";
    }

    public String getAnswer() {
        return answer;
    }

    /** Why there is no answer; null where there is one. */
    public String getReason() {
        return reason;
    }

    /** How long the call took. */
    public long getMillis() {
        return millis;
    }

    boolean isMissing() {
        return reason != null;
    }

    @Override
    public String toString() {
        return partner + ": " + (isMissing() ? reason : answer);
    }
}
