package org.asyncshowcase.rooms.textbook;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** What a container cannot be made to do to a request that writes nothing; the rest is in TextbookIT. */
@ContextHierarchy(@ContextConfiguration(name = "appServlet", inheritLocations = false,
        locations = {"file:src/main/webapp/WEB-INF/spring/settings.xml", "file:src/main/webapp/WEB-INF/spring/web/answers.xml",
                "file:src/main/webapp/WEB-INF/spring/rooms/textbook/*.xml"}))
class TextbookTests extends RoomTest {

    @Test
    void cancelsTheTaskOfADeferredResultWhoseConnectionBreaks(@Autowired ThreadPoolTaskScheduler textbookTimer) throws Exception {
        MvcResult parked = start(get("/textbook/deferred"));
        assertThat(textbookTimer.getScheduledThreadPoolExecutor().getQueue()).hasSize(1);

        breakConnection(parked);

        assertThat(textbookTimer.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
    }
}
