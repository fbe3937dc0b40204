package org.asyncshowcase.security;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Sends a page's token as a cookie before the JSP prints it: a JSP that is included can set no header any more. */
final class PageToken implements HandlerInterceptor {

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        CsrfToken token = (CsrfToken) request.getAttribute("_csrf");
        if (token != null && page != null && request.getDispatcherType() != DispatcherType.ERROR) {
            // made and saved when it is asked for
            token.getToken();
        }
    }
}
