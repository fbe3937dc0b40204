package org.asyncshowcase.security;

import javax.servlet.http.HttpServletRequest;

import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What changes something. Not SockJS's own POSTs: Spring compares their Origin, and their session's name is a secret. */
final class NeedsToken implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        return CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) && !request.getServletPath().startsWith("/socket/");
    }
}
