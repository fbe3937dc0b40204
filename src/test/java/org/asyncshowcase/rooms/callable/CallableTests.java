package org.asyncshowcase.rooms.callable;


import org.asyncshowcase.RoomTest;
import org.asyncshowcase.guard.BoundedExecutor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
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

public class CallableTests extends RoomTest {

    @Autowired
    @Qualifier("mvc")
    private BoundedExecutor mvcPool;

    @Test
    void answersFromAThreadOfMvcsExecutor() throws Exception {
        MvcResult started = start(get("/callable/body?delay=1"));
        assertThat(started.getResponse().getContentAsString()).isEmpty();

        dispatch(started).andExpect(status().isOk())
                .andExpect(jsonPath("$.pattern", is("callable")))
                .andExpect(jsonPath("$.outcome", is("value")))
                .andExpect(jsonPath("$.requestThread", is(Thread.currentThread().getName())))
                .andExpect(jsonPath("$.workerThread", startsWith("mvc-")));
    }

    @Test
    void rendersTheViewAfterTheDispatch() throws Exception {
        dispatch(start(get("/callable/view?delay=1")))
                .andExpect(status().isOk())
                .andExpect(view().name("callable/view"))
                .andExpect(model().attribute("answer", hasProperty("workerThread", startsWith("mvc-"))));
    }

    @Test
    void answers500WhenThePartnerFails() throws Exception {
        dispatch(start(get("/callable/error?delay=0"))).andExpect(status().isInternalServerError());
    }

    @Test
    void answers503OnTimeout() throws Exception {
        MvcResult started = start(get("/callable/timeout?delay=0"));
        timeOut(started);

        dispatch(started).andExpect(status().isServiceUnavailable()).andExpect(header().string("Retry-After", "5"));
    }

    /** Spring 5.2 dispatches the rejection and throws it as well; only the dispatch may answer. */
    @Test
    void answersARejectionOnce() throws Exception {
        MvcResult started = start(get("/callable/rejected?delay=0"));
        assertThat(started.getResponse().getContentAsString()).isEmpty();

        String body = dispatch(started).andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "5"))
                .andReturn().getResponse().getContentAsString();
        assertThat(body).containsOnlyOnce("\"status\"");
    }

    /** A refusal is another executor's: nobody's work is refused for it. */
    @Test
    void leavesMvcsExecutorToTheNeighboursOfARejection() throws Exception {
        await().until(() -> mvcPool.getActiveCount() == 0);
        long rejected = mvcPool.getRejected();
        long done = mvcPool.getThreadPoolExecutor().getTaskCount();

        dispatch(start(get("/callable/rejected"))).andExpect(status().isServiceUnavailable());

        assertThat(mvcPool.getRejected()).isEqualTo(rejected);
        assertThat(mvcPool.getThreadPoolExecutor().getTaskCount()).isEqualTo(done);
    }

    /** Trap 42: work that goes on for nobody would keep its thread from the next. */
    @Test
    void freesItsThreadWhenItsRequestTimesOut() throws Exception {
        await().until(() -> mvcPool.getActiveCount() == 0);
        MvcResult started = start(get("/callable/body?delay=10000"));
        await().until(() -> mvcPool.getActiveCount() == 1);
        timeOut(started);
        dispatch(started).andExpect(status().isServiceUnavailable());

        await().until(() -> mvcPool.getActiveCount() == 0);
    }

    @Test
    void freesItsThreadWhenItsClientLeaves() throws Exception {
        await().until(() -> mvcPool.getActiveCount() == 0);
        MvcResult started = start(get("/callable/body?delay=10000"));
        await().until(() -> mvcPool.getActiveCount() == 1);

        breakConnection(started);

        await().until(() -> mvcPool.getActiveCount() == 0);
    }
}
