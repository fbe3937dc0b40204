package org.asyncshowcase;

import java.io.IOException;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;

import org.asyncshowcase.guard.GuardFilter;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;

/**
 * The real XML files, without a container: a test performs the request, lets the event happen, and dispatches. Quotes
 * come only from the test.
 */
@SpringJUnitWebConfig
@ContextHierarchy({
        @ContextConfiguration(name = "root", locations = {RoomTest.SPRING + "settings.xml", RoomTest.SPRING + "guard/*.xml",
                RoomTest.SPRING + "feed/*.xml", RoomTest.SPRING + "web/filters/*.xml",
                RoomTest.SPRING + "house/root/*.xml"}),
        @ContextConfiguration(name = "appServlet",
                locations = {RoomTest.SPRING + "settings.xml", RoomTest.SPRING + "web/*.xml",
                RoomTest.SPRING + "rooms/*.xml", RoomTest.SPRING + "house/*.xml"})})
@TestPropertySource(properties = {"events.ticker.period=0", "events.broker-url=vm://rooms?create=false"})
public abstract class RoomTest {

    public static final String SPRING = "file:src/main/webapp/WEB-INF/spring/";

    @Autowired
    protected GuardFilter held;

    protected MockMvc mvc;

    @BeforeEach
    void buildMockMvc(@Autowired WebApplicationContext context) {
        mvc = mvc(context, held);
    }

    /** As web.xml has it, with these filters. */
    protected static MockMvc mvc(WebApplicationContext context, Filter... filters) {
        return MockMvcBuilders.webAppContextSetup(context).addFilters(RoomTest::resume).addFilters(filters)
                .addDispatcherServletCustomizer(servlet -> servlet.setThrowExceptionIfNoHandlerFound(true)).build();
    }

    /** A container dispatches with what was given to startAsync: what the filters have wrapped. */
    private static void resume(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        AsyncContext parked = ((MockHttpServletRequest) request).getAsyncContext();
        chain.doFilter(parked != null ? parked.getRequest() : request, response);
    }

    /** The first half of an async request: the container's thread has left, nothing is written. */
    protected MvcResult start(RequestBuilder request) throws Exception {
        return mvc.perform(request).andExpect(request().asyncStarted()).andReturn();
    }

    /** Waits for the result, then the second half; the request is over after it. */
    protected ResultActions dispatch(MvcResult started) throws Exception {
        awaitResult(started);
        MockHttpServletRequest request = started.getRequest();
        request.setDispatcherType(DispatcherType.ASYNC);
        request.setAsyncStarted(false);
        // not asyncDispatch(started): it refuses the results of a time-out and of a rejection
        return mvc.perform(servletContext -> request);
    }

    /** Waits until the request has its result, whoever sets it. */
    protected void awaitResult(MvcResult started) {
        await().until(
                WebAsyncUtils.getAsyncManager(started.getRequest())::hasConcurrentResult);
    }

    /** Does what a container does when a request's time is over. */
    protected void timeOut(MvcResult started) throws Exception {
        tell(started, AsyncListener::onTimeout);
    }

    /** Does what a container does when the connection breaks; {@link #complete} follows, or never comes. */
    protected void breakConnection(MvcResult started) throws Exception {
        tell(started, AsyncListener::onError);
    }

    /** Does what a container does when it is done with the request. */
    protected void complete(MvcResult started) throws Exception {
        tell(started, AsyncListener::onComplete);
    }

    private static void tell(MvcResult started, Notification notification) throws Exception {
        MockAsyncContext context = (MockAsyncContext) started.getRequest().getAsyncContext();
        for (AsyncListener listener : context.getListeners()) {
            notification.send(listener, new AsyncEvent(context, new IOException("Broken pipe")));
        }
    }

    private interface Notification {
        void send(AsyncListener listener, AsyncEvent event) throws IOException;
    }
}
