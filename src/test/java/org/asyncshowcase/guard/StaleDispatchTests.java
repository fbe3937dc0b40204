package org.asyncshowcase.guard;

import javax.servlet.DispatcherType;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

class StaleDispatchTests extends RoomTest {

    @Test
    void parksNobodyOnADispatchThatBringsNoResult() throws Exception {
        mvc.perform(get("/deferred/body").with(dispatched -> {
            dispatched.setDispatcherType(DispatcherType.ASYNC);
            return dispatched;
        })).andExpect(request().asyncNotStarted()).andExpect(status().isServiceUnavailable());

        assertThat(held.size()).isZero();
    }
}
