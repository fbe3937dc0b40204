package org.asyncshowcase.rooms.example.partners;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.InvalidValueException;

/** What the two clients, the reactive and the blocking one, have to ask: three partners, the first of them the slowest. */
public final class PartnerCalls {

    private static final List<String> PARTNERS = Arrays.asList("price", "stock", "rating");
    private static final int LATE_MILLIS = 1_000;

    private final PartnerUrl url;
    private final int timeoutMillis;

    /** @param timeoutMillis how long a partner may take */
    PartnerCalls(PartnerUrl url, int timeoutMillis) {
        this.url = url;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Called by the request's thread.
     *
     * @param delay how long the slowest partner takes; the second takes three quarters of it, the third half of it
     * @param fail the partners that shall fail
     * @param late the partners that shall take longer than they may
     * @throws InvalidValueException if there is no partner of such a name
     */
    public List<PartnerCall> of(Delay delay, Set<String> fail, Set<String> late) {
        require(fail, "fail");
        require(late, "late");
        return Arrays.asList(call("price", delay.millis(), fail, late), call("stock", delay.millis() * 3 / 4, fail, late),
                call("rating", delay.millis() / 2, fail, late));
    }

    private PartnerCall call(String partner, int delayMillis, Set<String> fail, Set<String> late) {
        int millis = late.contains(partner) ? timeoutMillis + LATE_MILLIS : delayMillis;
        String path = fail.contains(partner) ? "/reactive/error" : "/reactive/mono";
        return new PartnerCall(partner, url.of(path + "?delay=" + millis));
    }

    private static void require(Set<String> names, String field) {
        InvalidValueException.require(PARTNERS.containsAll(names), field, "of " + String.join(", ", PARTNERS));
    }
}
