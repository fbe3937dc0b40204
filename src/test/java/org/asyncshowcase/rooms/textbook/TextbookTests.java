package org.asyncshowcase.rooms.textbook;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** What a container cannot be made to do to a request that writes nothing; the rest is in TextbookIT. */
@ContextHierarchy(@ContextConfiguration(name = "appServlet", inheritLocations = false,
        locations = {"file:src/main/webapp/WEB-INF/spring/settings.xml",
                "file:src/main/webapp/WEB-INF/spring/web/answers.xml",
                "file:src/main/webapp/WEB-INF/spring/web/pages.xml",
                "file:src/main/webapp/WEB-INF/spring/rooms/textbook/*.xml"}))
class TextbookTests extends RoomTest {

    @Test
    void cancelsTheTaskOfADeferredResultWhoseConnectionBreaks(@Autowired ThreadPoolTaskScheduler textbookTimer)
            throws Exception {
        MvcResult parked = start(get("/textbook/deferred"));
        assertThat(textbookTimer.getScheduledThreadPoolExecutor().getQueue()).hasSize(1);

        breakConnection(parked);

        assertThat(textbookTimer.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
    }

    /** MVC reports no end of what it could not park: after more refusals than there are places, one is free. */
    @ParameterizedTest
    @ValueSource(strings = {"/textbook/quotes?after=node-1", "/textbook/events", "/textbook/broadcast/writers",
            "/textbook/broadcast/publisher"})
    void keepsNoPlaceForARequestThatCannotBeParked(String url) throws Exception {
        for (int refused = 0; refused < 9; refused++) {
            mvc.perform(get(url).with(request -> {
                request.setAsyncSupported(false);
                return request;
            })).andExpect(status().isInternalServerError());
        }

        MvcResult parked = start(get(url));
        breakConnection(parked);
        complete(parked);
    }

    /** The application's own resolver of failures comes after it. */
    @Test
    void leavesAFailureToTheControllersOwnExceptionHandler() throws Exception {
        dispatch(start(get("/textbook/deferred/error"))).andExpect(status().isBadGateway());
    }
}
