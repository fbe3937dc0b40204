package org.asyncshowcase.rooms.deferred;

import java.util.ArrayList;
import java.util.List;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.rooms.ParkedRequest;
import org.junit.jupiter.api.Test;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WaitersTests {

    private static final Quote QUOTE = new Quote("node-1", "ACME", "1", 0);

    private final Waiters waiters = new Waiters(new QuoteLog(10));
    private final DeferredResult<String> first = new DeferredResult<>();
    private final DeferredResult<String> second = new DeferredResult<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsEveryWaiterOfEachQuote() {
        waiters.add(first, quote -> told.add("first " + quote.getId()));
        waiters.add(second, quote -> told.add("second " + quote.getId()));

        waiters.accept(QUOTE);

        assertThat(told).containsExactlyInAnyOrder("first node-1", "second node-1");
    }

    /** The JMS thread goes on: a request that is gone must not keep a quote from the others. */
    @Test
    void resumesTheOthersWhenOneCannotBeResumed() {
        for (DeferredResult<String> each : List.of(first, second)) {
            waiters.add(each, quote -> {
                told.add(quote.getId());
                throw new IllegalStateException("the request is gone");
            });
        }

        waiters.accept(QUOTE);

        assertThat(told).containsExactly("node-1", "node-1");
    }

    /** A request whose result is set still holds its buffers until it is written. */
    @Test
    void keepsAWaiterUntilItsRequestIsOver() throws Exception {
        waiters.add(first, quote -> first.setResult("answered"));
        ParkedRequest request = new ParkedRequest().park(first);
        waiters.accept(QUOTE);
        assertThat(waiters.size()).isEqualTo(1);

        request.complete();

        assertThat(waiters.size()).isZero();
    }

    /** Where the request's thread has not left yet, the container tells no more than this. */
    @Test
    void forgetsAWaiterWhoseConnectionBreaks() throws Exception {
        waiters.add(first, quote -> told.add("gone"));

        new ParkedRequest().park(first).breakOff();
        waiters.accept(QUOTE);

        assertThat(waiters.size()).isZero();
        assertThat(told).isEmpty();
    }

    /** MVC reports no end of a request that it could not park. */
    @Test
    void forgetsAWaiterWhoseRequestCouldNotBeParked() {
        waiters.add(first, quote -> first.setResult("nobody gets this"));
        ParkedRequest refused = new ParkedRequest();
        refused.request().setAsyncSupported(false);
        assertThatThrownBy(() -> refused.park(first)).isInstanceOf(IllegalStateException.class);

        waiters.accept(QUOTE);
        waiters.accept(QUOTE);

        assertThat(waiters.size()).isZero();
    }
}
