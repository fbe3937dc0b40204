package org.asyncshowcase.web;

import java.io.IOException;

/** A body is larger than the limit: answered 413, whoever reads it, and whatever it wraps this into. */
public final class BodyTooLargeException extends IOException {

    public BodyTooLargeException(long limit) {
        super("The body has more than " + limit + " bytes");
    }
}
