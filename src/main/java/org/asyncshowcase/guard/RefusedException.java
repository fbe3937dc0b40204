package org.asyncshowcase.guard;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The request may not go asynchronous: there is no place for it, or the application stops. Answered 503. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public final class RefusedException extends IllegalStateException {

    RefusedException(String reason) {
        super(reason);
    }
}
