package org.asyncshowcase.rooms.example;

import java.util.regex.Pattern;

/**
 * The parameter {@code delay}: how long an example's work takes, 0 to 10000 ms: as long as a request may take
 * ({@code async.timeout}), and a little more, so that its time-out can be seen.
 */
public final class Delay {

    /** What {@code delay} is when the request names none, in ms. */
    public static final String DEFAULT = "1000";

    private static final int MAX_MILLIS = 10_000;
    private static final int NOTICED_AFTER_MILLIS = 3_000;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");

    private final int millis;

    private Delay(int millis) {
        this.millis = millis;
    }

    /**
     * Spring MVC converts a request parameter by the static {@code valueOf(String)} of its type.
     *
     * @throws InvalidValueException if the text is no whole number from 0 to 10000
     */
    public static Delay valueOf(String text) {
        InvalidValueException.require(text != null && DIGITS.matcher(text).matches()
                && Integer.parseInt(text) <= MAX_MILLIS, "delay", "a whole number of milliseconds from 0 to 10000");
        return new Delay(Integer.parseInt(text));
    }

    /** The delay in ms. */
    public int millis() {
        return millis;
    }

    /**
     * A delay that outlasts a time-out by this one, however late the container notices the time-out: Tomcat looks for
     * requests that have timed out once a second.
     */
    public Delay beyond(int timeoutMillis) {
        return new Delay(timeoutMillis + NOTICED_AFTER_MILLIS + millis);
    }
}
