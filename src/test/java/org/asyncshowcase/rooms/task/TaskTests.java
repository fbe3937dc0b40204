package org.asyncshowcase.rooms.task;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.guard.BoundedExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

public class TaskTests extends RoomTest {

    @Autowired
    private TaskController room;

    @Autowired
    private BoundedExecutor reports;

    /** What the test before has put into the queue leaves it on threads that need a moment for it. */
    @BeforeEach
    void awaitRest() {
        await().until(() -> reports.getActiveCount() == 0 && reports.getQueued() == 0);
    }

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
        long timedOut = outcome("timedOut");
        MvcResult started = start(get("/task/timeout?delay=0"));
        assertThat(started.getRequest().getAsyncContext().getTimeout()).isEqualTo(1000);
        timeOut(started);

        dispatch(started).andExpect(status().isOk()).andExpect(jsonPath("$.outcome", is("fallback")));
        assertThat(outcome("timedOut")).isEqualTo(timedOut + 1);
    }

    @Test
    void countsConnectionsThatBreakWhileTheTaskRuns() throws Exception {
        long brokenOff = outcome("brokenOff");
        long completed = outcome("completed");

        MvcResult task = start(get("/task/body?delay=500"));
        breakConnection(task);
        assertThat(outcome("brokenOff")).isEqualTo(brokenOff + 1);

        complete(task);
        assertThat(outcome("completed")).isEqualTo(completed + 1);
    }

    /** What onError returns would be the answer, and no interceptor would be asked for one. */
    @Test
    void asksTheInterceptorsWhenTheConnectionBreaks() throws Exception {
        AtomicReference<Throwable> told = new AtomicReference<>();
        MvcResult started = start(get("/task/body?delay=10000").with(request -> {
            WebAsyncUtils.getAsyncManager(request).registerCallableInterceptor("test", new CallableProcessingInterceptor() {
                @Override
                public <T> Object handleError(NativeWebRequest request, Callable<T> task, Throwable failure) {
                    told.set(failure);
                    return RESULT_NONE;
                }
            });
            return request;
        }));

        breakConnection(started);

        // Spring 6 wraps it
        assertThat(NestedExceptionUtils.getMostSpecificCause(told.get())).hasMessage("Broken pipe");
    }

    @Test
    void answers503WhenTheExecutorIsFull() throws Exception {
        dispatch(start(get("/task/rejected?delay=0"))).andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "5"));
    }

    /** A refusal is another executor's: whoever else asks "tiny" at the same moment is not refused for it. */
    @Test
    void leavesTheExecutorsToTheNeighboursOfARejection(@Autowired Map<String, BoundedExecutor> executors) throws Exception {
        executors.remove("full");
        Map<String, Long> before = refusals(executors);

        dispatch(start(get("/task/rejected"))).andExpect(status().isServiceUnavailable());

        assertThat(refusals(executors)).isEqualTo(before);
    }

    /** Trap 42: work that goes on for nobody would keep its thread from the next. */
    @Test
    void freesItsThreadWhenItsRequestTimesOut() throws Exception {
        MvcResult started = start(get("/task/timeout?delay=10000&executor=reports"));
        await().until(() -> reports.getActiveCount() == 1);
        timeOut(started);
        dispatch(started).andExpect(jsonPath("$.outcome", is("fallback")));

        await().until(() -> reports.getActiveCount() == 0);
    }

    /** It would take a place, and then a thread, for nobody. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesTheQueueWhenNobodyWaitsForIt(boolean timesOut) throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        for (int thread = 0; thread < reports.getMaxPoolSize(); thread++) {
            reports.execute(() -> awaitQuietly(leave));
        }
        await().until(() -> reports.getActiveCount() == reports.getMaxPoolSize() && reports.getQueued() == 0);
        try {
            MvcResult started = start(get("/task/body?executor=reports"));
            assertThat(reports.getQueued()).isEqualTo(1);

            if (timesOut) {
                timeOut(started);
                dispatch(started);
            } else {
                breakConnection(started);
            }

            assertThat(reports.getQueued()).isZero();
        } finally {
            leave.countDown();
        }
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

    /** A thread may not have taken its task out of the queue yet: full is who refuses with all threads busy. */
    private static void fill(BoundedExecutor executor, CountDownLatch leave) {
        do {
            try {
                executor.execute(() -> awaitQuietly(leave));
            } catch (TaskRejectedException ex) {
                Thread.yield();
            }
        } while (executor.getActiveCount() < executor.getMaxPoolSize()
                || executor.getQueued() < executor.getQueueCapacity());
    }

    private long outcome(String name) {
        return room.outcomes().getOrDefault(name, 0);
    }

    private static Map<String, Long> refusals(Map<String, BoundedExecutor> executors) {
        return executors.entrySet().stream().collect(toMap(Map.Entry::getKey, each -> each.getValue().getRejected()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
