package org.asyncshowcase.house.load;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One request of a burst, and its answer. */
final class Exchange {

    /** When it was sent, in ms since the burst began. */
    @JsonProperty
    final long at;
    /** How long it took to the end of its answer, or until it was given up. */
    @JsonProperty
    final long millis;
    /** The status of the answer; 0 if none came. */
    @JsonProperty
    final int status;

    Exchange(long at, long millis, int status) {
        this.at = at;
        this.millis = millis;
        this.status = status;
    }
}
