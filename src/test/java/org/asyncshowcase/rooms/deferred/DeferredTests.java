package org.asyncshowcase.rooms.deferred;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.feed.QuoteSender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasProperty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

public class DeferredTests extends RoomTest {

    @Autowired
    private Waiters waiters;

    @Autowired
    private QuoteSender quotes;

    @BeforeEach
    void waitForTheBroker() {
        await().until(quotes::isConnected);
        assertThat(waiters.size()).isZero();
    }

    @Test
    void resumesEveryWaiterWithTheNextQuote() throws Exception {
        MvcResult first = start(get("/deferred/body"));
        MvcResult second = start(get("/deferred/body"));
        assertThat(waiters.size()).isEqualTo(2);
        assertThat(held.size()).isEqualTo(2);

        quotes.publish("ACME", "12.34");

        for (MvcResult waiter : new MvcResult[] {first, second}) {
            dispatch(waiter).andExpect(status().isOk())
                    .andExpect(jsonPath("$.pattern", is("deferred")))
                    .andExpect(jsonPath("$.outcome", is("value")))
                    .andExpect(jsonPath("$.answer", is("ACME 12.34")))
                    .andExpect(jsonPath("$.workerThread", startsWith("jms-")));
        }
        assertThat(waiters.size()).isZero();
        assertThat(held.size()).isZero();
    }

    @Test
    void rendersTheViewAfterTheDispatch() throws Exception {
        MvcResult waiter = start(get("/deferred/view"));
        quotes.publish("ACME", "1");

        dispatch(waiter).andExpect(status().isOk()).andExpect(view().name("deferred/view"))
                .andExpect(model().attribute("answer", hasProperty("answer", is("ACME 1"))));
    }

    @Test
    void answers500WhenTheEventIsAFailure() throws Exception {
        MvcResult waiter = start(get("/deferred/error"));
        quotes.publish("ACME", "1");

        dispatch(waiter).andExpect(status().isInternalServerError());
    }

    @Test
    void resumesWithTheFallbackOnTimeout() throws Exception {
        MvcResult waiter = start(get("/deferred/timeout?delay=50"));
        assertThat(waiter.getRequest().getAsyncContext().getTimeout()).isEqualTo(50);
        timeOut(waiter);

        dispatch(waiter).andExpect(status().isOk()).andExpect(jsonPath("$.outcome", is("fallback")));
    }

    /** A time-out of 0 would be none at all. */
    @Test
    void waitsAtLeastAMillisecond() throws Exception {
        MvcResult waiter = start(get("/deferred/timeout?delay=0"));

        assertThat(waiter.getRequest().getAsyncContext().getTimeout()).isEqualTo(1);
        timeOut(waiter);
        dispatch(waiter);
    }

    @Test
    void anExpiredWaiterDoesNotEatTheEvent() throws Exception {
        MvcResult expired = start(get("/deferred/body"));
        MvcResult waiting = start(get("/deferred/body"));
        timeOut(expired);

        quotes.publish("ACME", "2");

        dispatch(waiting).andExpect(jsonPath("$.outcome", is("value")));
        dispatch(expired).andExpect(jsonPath("$.outcome", is("fallback")));
        assertThat(waiters.size()).isZero();
    }

    @Test
    void aWaiterWhoseConnectionBreaksIsGoneFromTheSet() throws Exception {
        MvcResult waiter = start(get("/deferred/body"));
        breakConnection(waiter);

        assertThat(waiters.size()).isZero();
        assertThat(held.size()).isZero();
    }

    @Test
    void passesOverAQuoteThatComesBeforeTheDelay() throws Exception {
        MvcResult patient = start(get("/deferred/body?delay=10000"));
        MvcResult waiter = start(get("/deferred/body"));
        quotes.publish("ACME", "3");
        dispatch(waiter);

        assertThat(waiters.size()).isEqualTo(1);
        timeOut(patient);
        dispatch(patient).andExpect(jsonPath("$.outcome", is("fallback")));
    }

    @Test
    void answers503WhereNoPlaceIsLeft() throws Exception {
        mvc.perform(get("/deferred/rejected")).andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "5"))
                .andExpect(jsonPath("$.detail", is("there is no room, as this example asks it to")));

        assertThat(waiters.size()).isZero();
        assertThat(held.size()).isZero();
    }
}
