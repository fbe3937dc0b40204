package org.asyncshowcase.security;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Keeps the user of a request for its ASYNC and ERROR dispatches, without a session: on these Spring does not read the
 * password again. Spring Security 5.7 has a class for it.
 */
final class RequestContexts implements SecurityContextRepository {

    private static final String ATTRIBUTE = RequestContexts.class.getName();

    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        Object kept = holder.getRequest().getAttribute(ATTRIBUTE);
        return kept == null ? SecurityContextHolder.createEmptyContext() : (SecurityContext) kept;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(ATTRIBUTE, context);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
