package org.asyncshowcase.errors;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/** Tells when a request is over: complete, or its connection broken. Called by a container thread. */
final class OverListener implements AsyncListener {

    private final Runnable over;

    OverListener(Runnable over) {
        this.over = over;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over.run();
    }

    @Override
    public void onError(AsyncEvent event) {
        over.run();
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
