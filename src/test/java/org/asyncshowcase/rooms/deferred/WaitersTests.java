package org.asyncshowcase.rooms.deferred;

import java.util.ArrayList;
import java.util.List;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.guard.ManualTimer;
import org.asyncshowcase.guard.MockRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitersTests {

    private static final Quote QUOTE = new Quote("node-1", "ACME", "1", 0);

    private final Waiters waiters = new Waiters(new QuoteLog(10), () -> Runnable::run);
    private final MockRequest first = new MockRequest(new ManualTimer());
    private final MockRequest second = new MockRequest(new ManualTimer());
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsEveryWaiterOfEachQuote() throws Exception {
        first.park(held -> waiters.add(held, quote -> told.add("first " + quote.getId())));
        second.park(held -> waiters.add(held, quote -> told.add("second " + quote.getId())));

        waiters.accept(QUOTE);

        assertThat(told).containsExactlyInAnyOrder("first node-1", "second node-1");
    }

    /** The JMS thread goes on: a request that is gone must not keep a quote from the others. */
    @Test
    void resumesTheOthersWhenOneCannotBeResumed() throws Exception {
        for (MockRequest each : new MockRequest[] {first, second}) {
            each.park(held -> waiters.add(held, quote -> {
                told.add(quote.getId());
                throw new IllegalStateException("the request is gone");
            }));
        }

        waiters.accept(QUOTE);

        assertThat(told).containsExactly("node-1", "node-1");
    }

    /** A request whose result is set still holds its buffers until it is written. */
    @Test
    void keepsAWaiterUntilItsRequestIsOver() throws Exception {
        first.park(held -> waiters.add(held, quote -> told.add("answered")));
        waiters.accept(QUOTE);
        assertThat(waiters.size()).isEqualTo(1);

        first.complete();

        assertThat(waiters.size()).isZero();
    }

    /** Where the request's thread has not left yet, the container tells no more than this. */
    @Test
    void forgetsAWaiterWhoseConnectionBreaks() throws Exception {
        first.park(held -> waiters.add(held, quote -> told.add("gone")));

        first.breakOff();
        waiters.accept(QUOTE);

        assertThat(waiters.size()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void forgetsAWaiterWhoseRequestWasNeverParked() throws Exception {
        first.handle(held -> waiters.add(held, quote -> told.add("never parked")));

        assertThat(waiters.size()).isZero();
    }

    @Test
    void tellsInTheContextOfTheRequest() throws Exception {
        Waiters carrying = new Waiters(new QuoteLog(10), () -> task -> {
            told.add("entered");
            task.run();
            told.add("left");
        });
        first.park(held -> carrying.add(held, quote -> told.add("told")));

        carrying.accept(QUOTE);

        assertThat(told).containsExactly("entered", "told", "left");
    }
}
