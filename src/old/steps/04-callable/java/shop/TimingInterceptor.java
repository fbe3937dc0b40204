package shop;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.handler.HandlerInterceptorAdapter;

/** Logs how long each request takes. */
public class TimingInterceptor extends HandlerInterceptorAdapter {

    private static final Logger log = LoggerFactory.getLogger(TimingInterceptor.class);

    // region interceptor
    private static final String BEGIN = TimingInterceptor.class.getName();

    /** Called once more on the ASYNC dispatch, by another thread: the first call counts. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(BEGIN) == null) {
            request.setAttribute(BEGIN, System.currentTimeMillis());
        }
        return true;
    }

    /** Called on the last dispatch alone. */
    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, Exception ex) {
        long begin = (Long) request.getAttribute(BEGIN);
        log.info("{} took {} ms", request.getRequestURI(), System.currentTimeMillis() - begin);
    }
    // endregion
}
