package org.asyncshowcase.failing;

import java.io.IOException;

import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.annotation.WebFilter;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What fails outside of MVC; the path says how. */
@WebServlet(urlPatterns = "/failing/*", asyncSupported = true)
public class FailingServlet extends HttpServlet {

    private static final long TIMEOUT_MILLIS = 300;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getPathInfo()) {
        case "/timeout":
            request.startAsync(request, response).setTimeout(TIMEOUT_MILLIS);
            break;
        case "/error":
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            break;
        case "/refused":
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "no room here");
            break;
        case "/status":
            response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
            break;
        case "/io":
            throw new IOException("thrown by a servlet");
        case "/started":
            request.startAsync(request, response);
            throw new IllegalStateException("thrown by a servlet");
        default:
            throw new IllegalStateException("thrown by a servlet");
        }
    }

    /** In front of it. */
    @WebFilter(urlPatterns = "/failing/filter", asyncSupported = true)
    public static class FailingFilter implements Filter {

        @Override
        public void init(FilterConfig config) {
            // nothing to do
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
            throw new IllegalStateException("thrown by a filter");
        }

        @Override
        public void destroy() {
            // nothing to do
        }
    }
}
