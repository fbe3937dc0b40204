package org.asyncshowcase.context;

import java.io.IOException;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshot.Scope;

/** Passes on what the container tells, in the request's context: the container's threads call outside of the filters. */
final class ContextListener implements AsyncListener {

    private final AsyncListener listener;
    private final ContextSnapshot context;

    ContextListener(AsyncListener listener, ContextSnapshot context) {
        this.listener = listener;
        this.context = context;
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        try (Scope ignored = context.setThreadLocals()) {
            listener.onStartAsync(event);
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        try (Scope ignored = context.setThreadLocals()) {
            listener.onTimeout(event);
        }
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        try (Scope ignored = context.setThreadLocals()) {
            listener.onError(event);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        try (Scope ignored = context.setThreadLocals()) {
            listener.onComplete(event);
        }
    }
}
