package org.asyncshowcase.web;

import java.io.IOException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A body has not come in its time: answered 408, whoever reads it, and whatever it wraps this in. */
@ResponseStatus(code = HttpStatus.REQUEST_TIMEOUT)
public final class BodyTooSlowException extends IOException {

    public BodyTooSlowException() {
        super(Details.of(HttpStatus.REQUEST_TIMEOUT));
    }
}
