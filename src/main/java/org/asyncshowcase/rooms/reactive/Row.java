package org.asyncshowcase.rooms.reactive;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A line of a long answer. */
public final class Row {

    private final int number;
    private final int of;
    private final String text;

    Row(int number, int of, String text) {
        this.number = number;
        this.of = of;
        this.text = text;
    }

    public int getNumber() {
        return number;
    }

    /** How many there are. The last line is the one with this number: without it the answer was cut. */
    public int getOf() {
        return of;
    }

    /** What makes a row longer. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public String getText() {
        return text;
    }
}
