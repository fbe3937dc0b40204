package org.asyncshowcase.house.lifecycle;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;

/** The way that one call has come, read when somebody looks. Safe for any thread. */
final class Way {

    private final Through through;
    private Throwable unread;
    private List<String> frames;

    Way(List<String> frames) {
        this.through = null;
        this.frames = frames;
    }

    Way(Throwable unread, Through through) {
        this.unread = unread;
        this.through = through;
    }

    @JsonValue
    synchronized List<String> frames() {
        if (frames == null) {
            frames = through.frames(unread);
            unread = null;
        }
        return frames;
    }
}
