package org.asyncshowcase.web;

import java.io.IOException;

/** A body is larger than the limit: answered 413, whoever reads it, and whatever it wraps this into. */
public final class BodyTooLargeException extends IOException {

    private static final long KB = 1024;

    /** @param limit in bytes */
    public BodyTooLargeException(long limit) {
        super("the body is larger than the limit of " + (limit < KB ? limit + " bytes" : limit < KB * KB ? limit / KB + " KB"
                : limit / KB / KB + " MB"));
    }
}
