package org.asyncshowcase.house.lifecycle;

import javax.servlet.AsyncContext;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.guard.AsyncStartRequest;
import org.asyncshowcase.guard.Interceptor;

/**
 * Sees the request go asynchronous, which thread sends it back to the container or ends it, and whom the container has work
 * for it.
 */
final class RecordingRequest extends AsyncStartRequest {

    private final Timeline timeline;

    RecordingRequest(HttpServletRequest request, Timeline timeline) {
        super(request);
        this.timeline = timeline;
    }

    Timeline timeline() {
        return timeline;
    }

    @Override
    protected AsyncContext started(AsyncContext context) {
        timeline.record(ServletRequest.class, "startAsync");
        // with request and response: without them an event has none
        context.addListener(new RecordingListener(timeline), context.getRequest(), context.getResponse());
        return Interceptor.before(context, AsyncContext.class, (method, arguments, call) -> {
            if (method.equals("dispatch") || method.equals("complete")) {
                timeline.record(AsyncContext.class, method);
            } else if (method.equals("start")) {
                arguments[0] = WorkRecorder.recorded((Runnable) arguments[0], timeline);
            }
            return call.proceed();
        });
    }
}
