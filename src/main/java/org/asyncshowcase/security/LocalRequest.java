package org.asyncshowcase.security;

import java.util.Arrays;
import java.util.List;

import javax.servlet.http.HttpServletRequest;

import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * A request from this machine, for this machine: the address alone would be that of a proxy beside it, and the name of the
 * host shows a page whose own name has been led here.
 */
final class LocalRequest implements RequestMatcher {

    private static final List<String> ADDRESSES = Arrays.asList("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
    private static final List<String> HOSTS = Arrays.asList("localhost", "127.0.0.1", "[::1]", "::1");
    private static final List<String> PROXIES = Arrays.asList("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");

    @Override
    public boolean matches(HttpServletRequest request) {
        return ADDRESSES.contains(request.getRemoteAddr()) && HOSTS.contains(request.getServerName())
                && PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
    }
}
