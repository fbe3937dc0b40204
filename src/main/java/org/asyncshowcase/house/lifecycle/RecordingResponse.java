package org.asyncshowcase.house.lifecycle;

import java.io.IOException;

import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.guard.WriteThroughResponse;

/** Sees which thread writes, and how long its client holds it up. What a JSP writes, as characters, is not seen. */
final class RecordingResponse extends WriteThroughResponse {

    private final Timeline timeline;

    RecordingResponse(HttpServletResponse response, Timeline timeline) {
        super(response);
        this.timeline = timeline;
    }

    @Override
    protected void write(Write write) throws IOException {
        timeline.beginWrite();
        try {
            write.run();
        } finally {
            timeline.endWrite();
        }
    }
}
