package org.asyncshowcase.security;

import java.io.IOException;

import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;

import org.slf4j.MDC;
import org.springframework.web.filter.GenericFilterBean;

/** Has each line of the log name the user, as the filter of the pattern context has it name the request. */
final class UserLogFilter extends GenericFilterBean {

    private static final String MDC_KEY = "user";

    /** Called by a container's thread on each dispatch, within Spring Security. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String user = ((HttpServletRequest) request).getRemoteUser();
        if (user == null) {
            chain.doFilter(request, response);
            return;
        }
        try (MDC.MDCCloseable ignored = MDC.putCloseable(MDC_KEY, user)) {
            chain.doFilter(request, response);
        }
    }
}
