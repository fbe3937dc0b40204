package org.asyncshowcase.lifecycle;

import javax.servlet.AsyncContext;
import javax.servlet.ServletContext;

import org.asyncshowcase.AsyncContextWrapper;

/** Writes down which thread sends the request back to the container, or ends it. */
final class RecordingAsyncContext extends AsyncContextWrapper {

    private final Timeline timeline;

    RecordingAsyncContext(AsyncContext context, Timeline timeline) {
        super(context);
        this.timeline = timeline;
    }

    @Override
    public void dispatch() {
        timeline.record(AsyncContext.class, "dispatch");
        super.dispatch();
    }

    @Override
    public void dispatch(String path) {
        timeline.record(AsyncContext.class, "dispatch");
        super.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext servletContext, String path) {
        timeline.record(AsyncContext.class, "dispatch");
        super.dispatch(servletContext, path);
    }

    @Override
    public void complete() {
        timeline.record(AsyncContext.class, "complete");
        super.complete();
    }
}
