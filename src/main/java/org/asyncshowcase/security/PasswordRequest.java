package org.asyncshowcase.security;

import javax.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * A request that brings a user and a password by Basic, and no cookie. It needs no token: a script sends it, not a page of
 * another site. A browser has cookies, and is never asked for Basic ({@link Refusals}), so that it has none to send.
 */
final class PasswordRequest implements RequestMatcher {

    private static final String BASIC = "Basic ";

    @Override
    public boolean matches(HttpServletRequest request) {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return sent != null && sent.regionMatches(true, 0, BASIC, 0, BASIC.length())
                && request.getHeader(HttpHeaders.COOKIE) == null;
    }
}
