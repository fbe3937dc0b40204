package org.asyncshowcase.lifecycle;

import java.io.IOException;

import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/** Sees which thread sends a part of an answer that is written while the request is parked. */
final class RecordingResponse extends HttpServletResponseWrapper {

    private final Timeline timeline;

    RecordingResponse(HttpServletResponse response, Timeline timeline) {
        super(response);
        this.timeline = timeline;
    }

    @Override
    public void flushBuffer() throws IOException {
        super.flushBuffer();
        timeline.flushed(ServletResponse.class, "flushBuffer");
    }
}
