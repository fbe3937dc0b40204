package org.asyncshowcase.rooms.textbook;

import java.util.ArrayList;
import java.util.List;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.context.request.async.DeferredResult;

import static org.hamcrest.Matchers.containsString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
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

    /** Whichever way the request ends, nobody keeps its result. */
    @Test
    void keepsNoResultOfARequestThatIsOver(@Autowired TwoRequests two) throws Exception {
        MvcResult left = start(get("/textbook/wait"));
        assertThat(two.waiting).hasSize(1);

        breakConnection(left);
        complete(left);

        assertThat(two.waiting).isEmpty();
    }

    /** It comes while the first is answered: between the loop and the clearing of the usual copy. */
    @Test
    void losesNoRequestThatComesWhileTheOthersAreAnswered() {
        TwoRequests two = new TwoRequests();
        List<DeferredResult<String>> late = new ArrayList<>();
        two.waitForSomeEvent().setResultHandler(result -> late.add(two.waitForSomeEvent()));

        two.someEvent();

        assertThat(late).singleElement().satisfies(each ->
                assertThat(each.isSetOrExpired() || two.waiting.contains(each)).isTrue());
    }

    /** MVC cannot start it, and says so to the callbacks: the work need not go on. */
    @Test
    void reportsToAnEmitterThatItsRequestCannotBeParked() throws Exception {
        mvc.perform(get("/textbook/emitter/callbacks").with(request -> {
            request.setAsyncSupported(false);
            return request;
        })).andExpect(status().isBadGateway());

        mvc.perform(get("/textbook/emitter/heard")).andExpect(content().string(containsString(" onError Illegal")));
    }

    /** The application's own resolver of failures comes after it. */
    @Test
    void leavesAFailureToTheControllersOwnExceptionHandler() throws Exception {
        dispatch(start(get("/textbook/deferred/error"))).andExpect(status().isBadGateway());
    }
}
