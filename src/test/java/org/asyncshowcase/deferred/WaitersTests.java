package org.asyncshowcase.deferred;

import java.util.ArrayList;
import java.util.List;

import org.asyncshowcase.UnavailableException;
import org.asyncshowcase.events.Quote;
import org.asyncshowcase.events.QuoteLog;
import org.junit.jupiter.api.Test;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WaitersTests {

    private final Waiters waiters = new Waiters(new QuoteLog(10), () -> Runnable::run, 2);

    @Test
    void refusesWhoeverComesWhenAllPlacesAreTaken() {
        waiters.add(new DeferredResult<>(), quote -> { });
        waiters.add(new DeferredResult<>(), quote -> { });

        assertThatThrownBy(() -> waiters.add(new DeferredResult<>(), quote -> { }))
                .isInstanceOf(UnavailableException.class);
        assertThat(waiters.size()).isEqualTo(2);
    }

    /** The JMS thread goes on: a request that is gone must not keep a quote from the others. */
    @Test
    void resumesTheOthersWhenOneCannotBeResumed() {
        List<String> resumed = new ArrayList<>();
        waiters.add(new DeferredResult<>(), quote -> {
            resumed.add("first");
            throw new IllegalStateException("the request is gone");
        });
        waiters.add(new DeferredResult<>(), quote -> {
            resumed.add("second");
            throw new IllegalStateException("the request is gone");
        });

        waiters.accept(new Quote("node-1", "ACME", "1", 0));

        assertThat(resumed).containsExactlyInAnyOrder("first", "second");
    }

    /** A request whose result is set still holds its buffers until it is written. */
    @Test
    void keepsThePlaceOfARequestUntilItIsCompleted() {
        DeferredResult<String> result = new DeferredResult<>();
        waiters.add(result, quote -> { });

        result.setResult("answered");

        assertThat(waiters.size()).isEqualTo(1);
    }
}
