package org.asyncshowcase.reactive;

/** A line of a long answer. */
public final class Row {

    private final int number;
    private final int of;

    Row(int number, int of) {
        this.number = number;
        this.of = of;
    }

    public int getNumber() {
        return number;
    }

    /** How many there are. The last line is the one with this number: without it the answer was cut. */
    public int getOf() {
        return of;
    }
}
