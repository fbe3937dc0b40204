package org.asyncshowcase.security;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Gives a page the token of its forms, and sends it as a cookie before the JSP prints it: a JSP that is included can set no
 * header any more. No filter does it: there is none for whoever only looks.
 */
final class PageToken implements HandlerInterceptor {

    private final CsrfTokenRepository tokens;

    PageToken(CsrfTokenRepository tokens) {
        this.tokens = tokens;
    }

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        if (page == null || request.getDispatcherType() == DispatcherType.ERROR) {
            return;
        }
        CsrfToken token = tokens.loadToken(request);
        if (token == null) {
            token = tokens.generateToken(request);
            tokens.saveToken(token, request, response);
        }
        request.setAttribute(token.getParameterName(), token);
    }
}
