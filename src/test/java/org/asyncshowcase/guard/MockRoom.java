package org.asyncshowcase.guard;

import javax.servlet.http.HttpServletResponse;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** One controller behind MVC and the filter, for clients of the test's own making. */
public final class MockRoom {

    private static final String CLIENT = "client";

    private final GuardFilter requests;
    private final MockMvc mvc;

    public MockRoom(TaskScheduler timer, Object controller) {
        requests = MockRequest.filter();
        mvc = MockMvcBuilders.standaloneSetup(controller).addInterceptors(new GuardInterceptor(requests))
                .addFilters((request, response, chain) ->
                        chain.doFilter(request, (HttpServletResponse) request.getAttribute(CLIENT)), requests).build();
    }

    /** Returns when the request's thread has left. */
    public MockRequest open(RequestBuilder request, HttpServletResponse client) throws Exception {
        MvcResult opened = mvc.perform(context -> {
            var built = request.buildRequest(context);
            built.setAttribute(CLIENT, client);
            return built;
        }).andReturn();
        return new MockRequest(requests, opened.getRequest(), client);
    }

    /** How many requests are held. */
    public int held() {
        return requests.size();
    }
}
