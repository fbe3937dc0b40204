package org.asyncshowcase.lifecycle;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncListener;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;

/** Writes down which thread sends the request back to the container, or ends it. */
final class RecordingAsyncContext implements AsyncContext {

    private final AsyncContext context;
    private final Timeline timeline;

    RecordingAsyncContext(AsyncContext context, Timeline timeline) {
        this.context = context;
        this.timeline = timeline;
    }

    @Override
    public void dispatch() {
        timeline.record(AsyncContext.class, "dispatch");
        context.dispatch();
    }

    @Override
    public void dispatch(String path) {
        timeline.record(AsyncContext.class, "dispatch");
        context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext servletContext, String path) {
        timeline.record(AsyncContext.class, "dispatch");
        context.dispatch(servletContext, path);
    }

    @Override
    public void complete() {
        timeline.record(AsyncContext.class, "complete");
        context.complete();
    }

    @Override
    public ServletRequest getRequest() {
        return context.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void start(Runnable task) {
        context.start(task);
    }

    @Override
    public void addListener(AsyncListener listener) {
        context.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        context.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long timeoutMillis) {
        context.setTimeout(timeoutMillis);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }
}
