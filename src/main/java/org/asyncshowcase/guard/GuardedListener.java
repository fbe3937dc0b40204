package org.asyncshowcase.guard;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/**
 * A listener of the application. It hears of a failure and of the end once each, and of nothing after that. Called by the
 * container.
 */
final class GuardedListener implements AsyncListener {

    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicBoolean complete = new AtomicBoolean();
    private final AsyncListener listener;
    private final HeldRequest held;

    GuardedListener(AsyncListener listener, HeldRequest held) {
        this.listener = listener;
        this.held = held;
    }

    /** Not where a result is there already. Where a stop has come between, MVC's dispatch has led to nothing. */
    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        if (held.phase == Phase.TIMED_OUT) {
            listener.onTimeout(event);
            EndListener.bringResult(held, held.isLast(this));
        }
        if (held.phase == Phase.ENDING && held.isLast(this)) {
            held.answerTimeout();
        }
    }

    /** Tomcat reports an answer that it cannot send any more after the end, when MVC could only fail on it. */
    @Override
    public void onError(AsyncEvent event) throws IOException {
        if (held.phase == Phase.FAILED && failed.compareAndSet(false, true)) {
            listener.onError(event);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        if (held.phase != Phase.FORGOTTEN && complete.compareAndSet(false, true)) {
            listener.onComplete(event);
        }
    }

    /** Called by the guard's timer, where the container cannot. */
    void completeLate(AsyncContext context) {
        try {
            if (complete.compareAndSet(false, true)) {
                listener.onComplete(new AsyncEvent(context));
            }
        } catch (IOException | RuntimeException ex) {
            GuardFilter.log.debug("A listener of the application failed", ex);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        listener.onStartAsync(event);
    }
}
