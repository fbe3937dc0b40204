package shop;

import java.io.IOException;
import javax.servlet.*;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.MDC;

/** Keeps who asks for whoever needs it further down, and for the log. */
public class UserFilter implements Filter {

    // region thread-local
    private static final ThreadLocal<String> USER = new ThreadLocal<String>();

    public static String user() {
        return USER.get();
    }

    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        USER.set(((HttpServletRequest) request).getHeader("X-User"));
        MDC.put("user", user());
        try {
            chain.doFilter(request, response);
        } finally {
            // the thread goes on to another request
            USER.remove();
            MDC.remove("user");
        }
    }
    // endregion

    public void init(FilterConfig config) {
    }

    public void destroy() {
    }
}
