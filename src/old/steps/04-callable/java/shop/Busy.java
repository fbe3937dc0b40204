package shop;

import java.io.IOException;
import javax.servlet.http.HttpServletResponse;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** What an executor has no place for, or nobody answered in time, is a 503. */
@ControllerAdvice
public class Busy {

    // region error-pages
    /**
     * May be called twice for a rejection, once by each dispatch. By the container's error page, and not by a view: the handler
     * may have taken the response's stream already.
     */
    @ExceptionHandler({TaskRejectedException.class, AsyncRequestTimeoutException.class})
    public void busy(HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.setHeader("Retry-After", "5");
            response.sendError(503);
        }
    }
    // endregion
}
