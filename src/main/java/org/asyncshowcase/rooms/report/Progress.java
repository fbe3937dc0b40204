package org.asyncshowcase.rooms.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** One line of a report: how far it is. Only the last line of a whole report says {@code done}. */
@JsonPropertyOrder({"percent", "step", "steps", "state"})
public final class Progress {

    private final int step;
    private final int steps;
    private final String state;

    Progress(int step, int steps, String state) {
        this.step = step;
        this.steps = steps;
        this.state = state;
    }

    public int getPercent() {
        return 100 * step / steps;
    }

    public int getStep() {
        return step;
    }

    public int getSteps() {
        return steps;
    }

    /** {@code working}, then {@code done} or {@code failed}. */
    public String getState() {
        return state;
    }
}
