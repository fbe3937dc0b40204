package org.asyncshowcase.task;

import java.util.concurrent.CountDownLatch;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.executors.BoundedExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

public class TaskTests extends RoomTest {

    @Autowired
    private TaskOutcomes outcomes;

    @Autowired
    private BoundedExecutor reports;

    @ParameterizedTest
    @ValueSource(strings = {"partner", "reports", "tiny"})
    void answersFromTheExecutorThatWasChosen(String executor) throws Exception {
        dispatch(start(get("/task/body?delay=1&executor=" + executor))).andExpect(status().isOk())
                .andExpect(jsonPath("$.pattern", is("task")))
                .andExpect(jsonPath("$.workerThread", startsWith(executor + "-")));
    }

    @Test
    void listsTheExecutorsToWhoeverNamesAnother() throws Exception {
        mvc.perform(get("/task/body?executor=mvc")).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", is("executor: must be one of partner, reports, tiny")));
    }

    @Test
    void rendersTheViewAfterTheDispatch() throws Exception {
        dispatch(start(get("/task/view?delay=1"))).andExpect(status().isOk()).andExpect(view().name("task/view"));
    }

    @Test
    void answers500WhenThePartnerFails() throws Exception {
        dispatch(start(get("/task/error?delay=0"))).andExpect(status().isInternalServerError());
    }

    @Test
    void resumesWithTheFallbackOnTimeout() throws Exception {
        long timedOut = outcomes.getTimedOut();
        MvcResult started = start(get("/task/timeout?delay=0"));
        assertThat(started.getRequest().getAsyncContext().getTimeout()).isEqualTo(1000);
        timeOut(started);

        dispatch(started).andExpect(status().isOk()).andExpect(jsonPath("$.outcome", is("fallback")));
        assertThat(outcomes.getTimedOut()).isEqualTo(timedOut + 1);
    }

    @Test
    void countsConnectionsThatBreakWhileTheTaskRuns() throws Exception {
        long brokenOff = outcomes.getBrokenOff();
        long completed = outcomes.getCompleted();

        MvcResult task = start(get("/task/body?delay=500"));
        breakConnection(task);
        assertThat(outcomes.getBrokenOff()).isEqualTo(brokenOff + 1);

        complete(task);
        assertThat(outcomes.getCompleted()).isEqualTo(completed + 1);
    }

    @Test
    void answers503WhenTheExecutorIsFull() throws Exception {
        dispatch(start(get("/task/rejected?delay=0"))).andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "5"));
    }

    @Test
    void servesOneKindOfWorkWhileAnotherIsFull() throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        fill(reports, leave);
        try {
            dispatch(start(get("/task/body?delay=0&executor=reports"))).andExpect(status().isServiceUnavailable());
            dispatch(start(get("/task/body?delay=0&executor=partner"))).andExpect(status().isOk());
        } finally {
            leave.countDown();
        }
    }

    private static void fill(BoundedExecutor executor, CountDownLatch leave) {
        while (!executor.isFull()) {
            try {
                executor.submit(() -> {
                    leave.await();
                    return null;
                });
            } catch (TaskRejectedException ex) {
                Thread.yield();
            }
        }
    }
}
