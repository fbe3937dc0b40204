package org.asyncshowcase.house.load;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.InvalidValueException;

/** A burst as a client asks for it, checked. */
final class NewLoad {

    /** The short request that comes after a burst, below the context path. */
    static final String SHORT = "load/blocking?delay=0";

    private static final List<String> PATTERNS = Arrays.asList("blocking", "callable");
    private static final int MAX_REQUESTS = 200;
    private static final int MAX_DELAY_MILLIS = 2_000;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}");

    private final String pattern;
    private final int requests;
    private final Delay delay;

    /** @throws InvalidValueException naming the first field that is missing or out of range */
    @JsonCreator
    NewLoad(@JsonProperty("pattern") String pattern, @JsonProperty("requests") String requests,
            @JsonProperty("delay") String delay) {
        InvalidValueException.require(PATTERNS.contains(pattern), "pattern", "one of " + String.join(", ", PATTERNS));
        InvalidValueException.require(requests != null && DIGITS.matcher(requests).matches()
                && Integer.parseInt(requests) >= 1 && Integer.parseInt(requests) <= MAX_REQUESTS,
                "requests", "a whole number from 1 to " + MAX_REQUESTS);
        this.pattern = pattern;
        this.requests = Integer.parseInt(requests);
        this.delay = bounded(Delay.valueOf(delay));
    }

    /** @throws InvalidValueException if it is longer than a request of a burst may work */
    static Delay bounded(Delay delay) {
        InvalidValueException.require(delay.millis() <= MAX_DELAY_MILLIS, "delay",
                "a whole number of milliseconds from 0 to " + MAX_DELAY_MILLIS);
        return delay;
    }

    /** Below the context path. */
    String path() {
        return "load/" + pattern + "?delay=" + delay.millis();
    }

    int requests() {
        return requests;
    }
}
