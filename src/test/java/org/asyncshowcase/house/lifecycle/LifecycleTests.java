package org.asyncshowcase.house.lifecycle;

import java.net.URI;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.asyncshowcase.RoomTest;
import org.asyncshowcase.feed.QuoteSender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

class LifecycleTests extends RoomTest {

    @Autowired
    private Timelines timelines;

    @Autowired
    private QuoteSender quotes;

    @BeforeEach
    void addTheFilter(@Autowired WebApplicationContext context, @Autowired TimelineFilter filter) {
        await().until(quotes::isConnected);
        mvc = mvc(context, filter, held);
    }

    @Test
    void recordsBothHalvesOfARequest() throws Exception {
        dispatch(start(get("/callable/body?delay=0&timeline=both")));
        awaitDispatch("both");

        assertThat(names("both")).containsSubsequence("doFilter", "preHandle", "beforeConcurrentHandling", "startAsync",
                "afterConcurrentHandlingStarted", "doFilterReturned");
        assertThat(names("both")).containsSubsequence("startAsync", "preProcess", "postProcess", "dispatch");
        assertThat(names("both"))
                .containsSubsequence("postProcess", "doFilter", "preHandle", "postHandle", "afterCompletion",
                "doFilterReturned");
        mvc.perform(get("/lifecycle/both")).andExpect(status().isOk())
                .andExpect(jsonPath("$.id", is("both"))).andExpect(jsonPath("$.method", is("GET")))
                .andExpect(jsonPath("$.path", is("/callable/body"))).andExpect(jsonPath("$.status", is(200)))
                .andExpect(jsonPath("$.complete", is(true))).andExpect(jsonPath("$.dispatches", is(2)));
    }

    /** Platform threads or virtual ones, the connector's own or those of an {@code <Executor>}. */
    @ParameterizedTest
    @ValueSource(strings = {"http-nio-8080-exec-1", "http-nio-8080-virt-1", "tomcat-exec-1", "tomcat-virt-1"})
    void knowsTheContainersThreadsByTheirNames(String name) throws Exception {
        Timeline timeline = timelines.begin("named", new MockHttpServletRequest("GET", "/"));
        Thread thread = new Thread(() -> timeline.record(Runnable.class, "run"), name);
        thread.start();
        thread.join();

        assertThat(timeline.view().events).extracting("kind").containsExactly("container");
    }

    @Test
    void showsARequestThatIsStillParkedAsItStands() throws Exception {
        MvcResult parked = start(get("/deferred/body?timeline=parked"));

        mvc.perform(get("/lifecycle/parked")).andExpect(jsonPath("$.complete", is(false)))
                .andExpect(jsonPath("$.status", is(0))).andExpect(jsonPath("$.dispatches", is(1)));

        timeOut(parked);
        dispatch(parked);
    }

    @Test
    void recordsATimeoutThatAFallbackAnswers() throws Exception {
        MvcResult started = start(get("/deferred/timeout?delay=1&timeline=fallback"));
        timeOut(started);
        dispatch(started);

        assertThat(names("fallback")).containsSubsequence("startAsync", "onTimeout", "setResult", "dispatch");
    }

    @Test
    void tellsTheWayThatEachEventCame() throws Exception {
        dispatch(start(get("/callable/body?delay=0&timeline=way")));
        awaitDispatch("way");

        List<String> begins = way("way", "startAsync");
        assertThat(begins).hasSizeLessThanOrEqualTo(20).containsSubsequence("DispatcherServlet.doDispatch",
                "RequestMappingHandlerAdapter.invokeHandlerMethod",
                "HandlerMethodReturnValueHandlerComposite.handleReturnValue",
                "CallableMethodReturnValueHandler.handleReturnValue", "WebAsyncManager.startCallableProcessing",
                "StandardServletAsyncWebRequest.startAsync");
        assertThat(way("way", "dispatch")).containsSubsequence("WebAsyncManager.startCallableProcessing",
                "WebAsyncManager.setConcurrentResultAndDispatch", "StandardServletAsyncWebRequest.dispatch");
    }

    @Test
    void recordsNothingOfARequestThatDoesNotAsk() throws Exception {
        List<String> before = timelines.ids();

        dispatch(start(get("/callable/body?delay=0&time=line")));

        assertThat(timelines.ids()).isEqualTo(before);
    }

    @Test
    void tellsAnErrorResultFromAResult() throws Exception {
        MvcResult parked = start(get("/deferred/error?timeline=error"));
        quotes.publish("ACME", "1");
        dispatch(parked);

        assertThat(names("error")).contains("setErrorResult").doesNotContain("setResult");
    }

    @Test
    void leavesResourcesAloneThatNoHandlerMethodServes() throws Exception {
        mvc.perform(get("/static/js/home.js?timeline=a_b")).andExpect(status().isOk());
    }

    @Test
    void listsTheLastTimelines() throws Exception {
        mvc.perform(get("/blocking/body?delay=0&timeline=older"));
        mvc.perform(get("/blocking/body?delay=0&timeline=newer"));

        mvc.perform(get("/lifecycle")).andExpect(jsonPath("$[0]", is("newer"))).andExpect(jsonPath("$[1]", is("older")));
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"", "a_b", "a%20b", "%3Cscript%3E", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void refusesAnIdOfAnotherForm(String id) throws Exception {
        mvc.perform(get(URI.create("/blocking/body?delay=0&timeline=" + id))).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("timeline: must be")));
    }

    @Test
    void answers400And404ToIdsThatNameNone() throws Exception {
        mvc.perform(get("/lifecycle/a_b")).andExpect(status().isBadRequest());
        mvc.perform(get("/lifecycle/none")).andExpect(status().isNotFound());
    }

    /** The worker's: here the test dispatches by itself, as soon as there is a result. */
    private void awaitDispatch(String id) {
        await().until(() -> names(id).contains("dispatch"));
    }

    private List<String> names(String id) throws Exception {
        return JsonPath.read(mvc.perform(get("/lifecycle/" + id)).andReturn().getResponse().getContentAsString(),
                "$.events[*].name");
    }

    /** The time of the first event of this name. */
    private List<String> way(String id, String name) throws Exception {
        List<List<String>> ways =
                JsonPath.read(mvc.perform(get("/lifecycle/" + id)).andReturn().getResponse().getContentAsString(),
                "$.events[?(@.name == '" + name + "')].through");
        return ways.get(0);
    }
}
