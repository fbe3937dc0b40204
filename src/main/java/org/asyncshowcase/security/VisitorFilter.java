package org.asyncshowcase.security;

import java.io.IOException;
import java.security.Principal;
import java.util.UUID;

import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;

import org.springframework.web.filter.GenericFilterBean;
import org.springframework.web.util.WebUtils;

/**
 * Gives a user to a request of somebody who has not logged in: one for each browser, by a cookie that nobody can guess. What
 * is placed with it belongs to it. It must be the request's own: SockJS's HTTP transports do not ask
 * {@code HandshakeHandler.determineUser}.
 */
final class VisitorFilter extends GenericFilterBean {

    private static final String COOKIE = "visitor";
    private static final String NAME = "[0-9a-f-]{36}";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        chain.doFilter(http.getUserPrincipal() != null ? http : withUser(http, (HttpServletResponse) response), response);
    }

    private static HttpServletRequest withUser(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        boolean known = cookie != null && cookie.getValue().matches(NAME);
        User user = new User(known ? cookie.getValue() : UUID.randomUUID().toString());
        if (!known) {
            // not addCookie: Servlet 3.0 has no SameSite
            response.addHeader("Set-Cookie", COOKIE + "=" + user.getName() + "; Path="
                    + request.getServletContext().getContextPath() + "/; HttpOnly; SameSite=Strict");
        }
        return new HttpServletRequestWrapper(request) {

            @Override
            public Principal getUserPrincipal() {
                return user;
            }
        };
    }

    /** SockJS compares the user of each request with that of the session: without {@code equals} each xhr_send is 404. */
    private static final class User implements Principal {

        private final String name;

        User(String name) {
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof User && ((User) other).name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
