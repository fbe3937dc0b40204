package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.util.concurrent.Callable;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * One request, and what getDispatcherType() says on each of its ways: ASYNC, from there FORWARD, then ERROR, from there
 * INCLUDE. A forward from the ERROR dispatch is ERROR still, on each Tomcat.
 */
@Controller
class DispatcherForms {

    @GetMapping("/textbook/dispatchers")
    Callable<String> dispatchers() {
        return () -> "forward:/textbook/dispatchers/forwarded";
    }

    /** Called within the ASYNC dispatch, whose type an interceptor has left. The container makes an ERROR dispatch of it. */
    @GetMapping("/textbook/dispatchers/forwarded")
    void forwarded(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute("async", request.getAttribute("dispatcherType"));
        request.setAttribute("forward", request.getDispatcherType());
        response.sendError(HttpServletResponse.SC_GONE);
    }

    /** The error page of a 410, in web.xml. */
    @GetMapping("/textbook/dispatchers/page")
    String page(HttpServletRequest request) {
        request.setAttribute("error", request.getDispatcherType());
        return "textbook/dispatchers";
    }
}
