package org.asyncshowcase.house.home;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells the views under which dispatch the controller's result is rendered. The JSP itself cannot see it: it is
 * included, and sees no more than that.
 */
final class DispatcherTypeInterceptor implements HandlerInterceptor {

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
            ModelAndView view) {
        request.setAttribute("dispatcherType", request.getDispatcherType());
    }
}
