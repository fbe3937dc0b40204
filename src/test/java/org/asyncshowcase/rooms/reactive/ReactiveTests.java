package org.asyncshowcase.rooms.reactive;

import java.util.Map;
import java.util.concurrent.RunnableScheduledFuture;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.guard.BoundedExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

public class ReactiveTests extends RoomTest {

    @Autowired
    private ThreadPoolTaskScheduler timer;

    @Autowired
    private Map<String, BoundedExecutor> executors;

    @ParameterizedTest
    @CsvSource({"body,timer-", "mono,timer-", "single,RxComputationThreadPool-", "future,partner-", "listenable,partner-"})
    void answersWithTheValueOfEachType(String type, String worker) throws Exception {
        dispatch(start(get("/reactive/" + type + "?delay=1"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.pattern", is("reactive"))).andExpect(jsonPath("$.outcome", is("value")))
                .andExpect(jsonPath("$.workerThread", startsWith(worker)));
        assertThat(held.size()).isZero();
    }

    @Test
    void rendersTheViewAfterTheDispatch() throws Exception {
        dispatch(start(get("/reactive/view?delay=1"))).andExpect(status().isOk()).andExpect(view().name("reactive/view"));
    }

    @Test
    void answers500WhenThePartnerFails() throws Exception {
        dispatch(start(get("/reactive/error?delay=0"))).andExpect(status().isInternalServerError());
    }

    @Test
    void resumesWithTheFallbackOnTimeout() throws Exception {
        dispatch(start(get("/reactive/timeout?delay=0"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome", is("fallback")))
                .andExpect(jsonPath("$.answer", is("no answer within 3000 ms")));
        awaitTimers(0);
    }

    /** The default of MVC holds for a Mono that has no time-out of its own. */
    @Test
    void cancelsTheSourceOfARequestThatTimesOut() throws Exception {
        MvcResult started = start(get("/reactive/mono?delay=10000"));
        assertThat(started.getRequest().getAsyncContext().getTimeout()).isEqualTo(8000);
        awaitTimers(1);

        timeOut(started);

        awaitTimers(0);
        dispatch(started).andExpect(status().isServiceUnavailable());
    }

    @Test
    void answers503WhenNoThreadIsFree() throws Exception {
        long rejected = executors.get("full").getRejected();
        long rejectedByTiny = executors.get("tiny").getRejected();

        dispatch(start(get("/reactive/rejected"))).andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "5"));

        assertThat(executors.get("full").getRejected()).isEqualTo(rejected + 1);
        assertThat(executors.get("tiny").getRejected()).isEqualTo(rejectedByTiny);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mono", "view", "error", "timeout", "rejected", "single", "future", "listenable", "client"})
    void namesTheDelayThatCannotBeUsed(String path) throws Exception {
        mvc.perform(get("/reactive/" + path + "?delay=10001")).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("delay: ")));
    }

    @ParameterizedTest
    @CsvSource({"/reactive/client?fail=nobody,fail", "/reactive/client?late=<script>,late", "/blocking/client?fail=a,fail",
            "/blocking/client?late=price&late=x,late"})
    void namesThePartnersThereAre(String path, String field) throws Exception {
        mvc.perform(get(path)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", is(field + ": must be of price, stock, rating")));
    }

    /** A source that is cancelled leaves no timer. */
    private void awaitTimers(int count) {
        await().untilAsserted(() -> assertThat(timer.getScheduledThreadPoolExecutor().getQueue())
                .filteredOn(task -> !((RunnableScheduledFuture<?>) task).isPeriodic()).hasSize(count));
    }
}
