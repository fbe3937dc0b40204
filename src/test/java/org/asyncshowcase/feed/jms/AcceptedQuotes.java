package org.asyncshowcase.feed.jms;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The ids of the quotes that were accepted, in the order of the broker: published one at a time, by one thread. */
public final class AcceptedQuotes {

    /** What a follower has in place of an id where it is told of a gap. */
    public static final String GAP = "gap";

    private final List<String> ids = new ArrayList<>();

    public boolean add(String id) {
        return ids.add(id);
    }

    public String last() {
        return ids.get(ids.size() - 1);
    }

    public int size() {
        return ids.size();
    }

    /** The follower has them in order, and a gap wherever some are missing; a quote that was refused it may have, too. */
    public void assertNoneIsMissingInSilence(List<String> followed) {
        int next = 0;
        boolean gap = false;
        for (String each : followed) {
            gap |= each.equals(GAP);
            int index = ids.indexOf(each);
            if (index >= 0) {
                assertThat(index).as("%s, in order", each).isGreaterThanOrEqualTo(next);
                if (!gap) {
                    assertThat(ids.subList(next, index)).as("missing in silence before %s", each).isEmpty();
                }
                next = index + 1;
                gap = false;
            }
        }
        assertThat(followed).contains(last());
    }
}
