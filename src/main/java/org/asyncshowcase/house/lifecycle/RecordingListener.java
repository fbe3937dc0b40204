package org.asyncshowcase.house.lifecycle;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletResponse;

/** Writes down what the container reports; its threads call. A time-out is seen here even where a fallback answers it. */
final class RecordingListener implements AsyncListener {

    private final Timeline timeline;

    RecordingListener(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        timeline.recordContainer(AsyncListener.class, "onStartAsync");
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        timeline.recordContainer(AsyncListener.class, "onTimeout");
    }

    @Override
    public void onError(AsyncEvent event) {
        timeline.recordContainer(AsyncListener.class, "onError");
    }

    @Override
    public void onComplete(AsyncEvent event) {
        timeline.recordContainer(AsyncListener.class, "onComplete");
        timeline.complete(((HttpServletResponse) event.getSuppliedResponse()).getStatus());
    }
}
