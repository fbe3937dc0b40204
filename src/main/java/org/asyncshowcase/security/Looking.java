package org.asyncshowcase.security;

import javax.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * A request that changes nothing, by nobody: it has neither a session nor a password, and everybody may see what it asks
 * for. Spring Security has nothing to do for it, and its filters would cost it more than the guard does.
 */
final class Looking implements RequestMatcher {

    private final RequestMatcher forUsers;

    /** @param forUsers what not everybody may see */
    Looking(RequestMatcher forUsers) {
        this.forUsers = forUsers;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return !CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) && request.getRequestedSessionId() == null
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null && !forUsers.matches(request);
    }
}
