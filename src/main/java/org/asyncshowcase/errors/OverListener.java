package org.asyncshowcase.errors;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/** Tells when a request is over: complete, or its connection broken. Called by a container thread. */
final class OverListener implements AsyncListener {

    private final Runnable complete;
    private final Runnable broken;

    OverListener(Runnable complete, Runnable broken) {
        this.complete = complete;
        this.broken = broken;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        complete.run();
    }

    @Override
    public void onError(AsyncEvent event) {
        broken.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // MVC answers it
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // a request is parked once
    }
}
