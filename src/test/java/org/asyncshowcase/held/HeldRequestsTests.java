package org.asyncshowcase.held;

import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class HeldRequestsTests {

    private final HeldRequests requests = MockRequest.requests(new ManualTimer());

    @Test
    void holdsNothingAtFirst() {
        requests.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
        assertThat(requests.size()).isZero();
    }
}
