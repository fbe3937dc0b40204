package org.asyncshowcase.rooms.blocking;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.Matchers.hasProperty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

public class BlockingTests extends RoomTest {

    private final String thread = Thread.currentThread().getName();

    @Test
    void answersOnTheRequestsOwnThread() throws Exception {
        mvc.perform(get("/blocking/body?delay=1"))
                .andExpect(request().asyncNotStarted())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.pattern", is("blocking")))
                .andExpect(jsonPath("$.outcome", is("value")))
                .andExpect(jsonPath("$.answer", startsWith("the partner answered after")))
                .andExpect(jsonPath("$.requestThread", is(thread)))
                .andExpect(jsonPath("$.workerThread", is(thread)));
    }

    @Test
    void showsTheAnswerInAView() throws Exception {
        mvc.perform(get("/blocking/view?delay=1"))
                .andExpect(status().isOk())
                .andExpect(view().name("blocking/view"))
                .andExpect(model().attribute("answer", hasProperty("workerThread", is(thread))));
    }

    @Test
    void answers500WhenThePartnerFails() throws Exception {
        mvc.perform(get("/blocking/error?delay=0"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10001", "1.5", "abc", "999999999999"})
    void refusesADelayThatIsOutOfRange(String delay) throws Exception {
        mvc.perform(get("/blocking/body").param("delay", delay))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("delay: must be a whole number")));
    }
}
