package org.asyncshowcase.rooms;

import javax.servlet.http.HttpServletResponse;

import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** One controller behind MVC, without the guard, for clients of the test's own making. */
public final class BareRoom {

    private static final String CLIENT = "client";

    private final MockMvc mvc;

    public BareRoom(Object controller) {
        mvc = MockMvcBuilders.standaloneSetup(controller).addFilters((request, response, chain) ->
                chain.doFilter(request, (HttpServletResponse) request.getAttribute(CLIENT))).build();
    }

    /** Returns when the request's thread has left. */
    public ParkedRequest open(RequestBuilder request, HttpServletResponse client) throws Exception {
        MvcResult opened = mvc.perform(context -> {
            var built = request.buildRequest(context);
            built.setAttribute(CLIENT, client);
            return built;
        }).andReturn();
        return new ParkedRequest(opened.getRequest());
    }

    /** MVC cannot park it: a filter before does not support async. */
    public void refuse(RequestBuilder request) {
        try {
            mvc.perform(context -> {
                var built = request.buildRequest(context);
                built.setAsyncSupported(false);
                built.setAttribute(CLIENT, new MockHttpServletResponse());
                return built;
            });
            throw new AssertionError("was not refused");
        } catch (Exception ex) {
            // as it must be
        }
    }
}
