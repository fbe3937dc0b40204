package org.asyncshowcase.lifecycle;

import javax.servlet.AsyncContext;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** Sees the request go asynchronous, and hands out an {@link AsyncContext} that sees it dispatched. */
final class RecordingRequest extends HttpServletRequestWrapper {

    private final Timeline timeline;

    RecordingRequest(HttpServletRequest request, Timeline timeline) {
        super(request);
        this.timeline = timeline;
    }

    @Override
    public AsyncContext startAsync() {
        return started(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return started(super.startAsync(request, response));
    }

    private AsyncContext started(AsyncContext context) {
        timeline.record(ServletRequest.class, "startAsync");
        context.addListener(new RecordingListener(timeline));
        return new RecordingAsyncContext(context, timeline);
    }
}
