package org.asyncshowcase.web;

import java.util.EnumSet;
import java.util.Set;

import javax.servlet.RequestDispatcher;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The error page of web.xml: answers what failed outside of MVC, in the same shape. */
@Controller
class ErrorPageController {

    /** With a reason of our own; any other status may come from the container, with its own words. */
    private static final Set<HttpStatus> REFUSED = EnumSet.of(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN,
            HttpStatus.PAYLOAD_TOO_LARGE, HttpStatus.TOO_MANY_REQUESTS, HttpStatus.SERVICE_UNAVAILABLE);

    private final ProblemView view;

    ErrorPageController(ProblemView view) {
        this.view = view;
    }

    /**
     * Called by the container's ERROR dispatch; asked for directly, there is nothing here.
     *
     * @return null where the response is committed: Tomcat 7 would append this page to it
     */
    @RequestMapping("/error")
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) {
        Integer code = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (code == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is nothing at this path");
        }
        if (response.isCommitted()) {
            return null;
        }
        HttpStatus known = HttpStatus.resolve(code);
        HttpStatus status = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        return view.of(new Problem(status, detail(status, request), FailureLog.path(request)), request, response);
    }

    /** What refuses a request outside of MVC says why, in our own words. */
    private static String detail(HttpStatus status, HttpServletRequest request) {
        String reason = (String) request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
        boolean refused = REFUSED.contains(status);
        return refused && StringUtils.hasText(reason) ? reason : Details.of(status);
    }
}
