package org.asyncshowcase.security;

import java.io.IOException;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What is refused, and what to send instead: the error page of web.xml shows it, in the client's format. */
final class Refusals implements AccessDeniedHandler, AuthenticationEntryPoint, AuthenticationFailureHandler {

    /** 429 is not among the constants of the Servlet API. */
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String TOKEN = "this needs a user and a password (curl -u, without cookies), or the token of a "
            + "page: the cookie XSRF-TOKEN, and its value again as the header X-XSRF-TOKEN or the parameter _csrf";
    private static final String LOG_IN = "log in at /login, or send a user and a password (curl -u, without cookies)";

    /** A token is missing or another one; or a user may not see this. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        response.sendError(HttpServletResponse.SC_FORBIDDEN, failure instanceof CsrfException ? TOKEN : LOG_IN);
    }

    /**
     * A stranger may not see this, or has sent a wrong password. The challenge goes to whoever has sent one: a browser that
     * was never challenged keeps no password, which it would send by itself with every form of any site.
     */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof InsufficientAuthenticationException) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, LOG_IN);
        } else if (failure instanceof TooManyLoginsException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(((TooManyLoginsException) failure).seconds()));
            response.sendError(TOO_MANY_REQUESTS, failure.getMessage());
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"async-showcase\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "the user or the password is wrong");
        }
    }

    /** By the form. */
    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException failure) throws IOException {
        if (failure instanceof TooManyLoginsException) {
            commence(request, response, failure);
        } else {
            response.sendRedirect(request.getServletContext().getContextPath() + "/login?failed");
        }
    }
}
