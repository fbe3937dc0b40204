package org.asyncshowcase.rooms.example;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no room for this request now, or what it needs is away: answered 503 with {@code Retry-After}. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public class UnavailableException extends RuntimeException {

    public UnavailableException(String reason) {
        super(reason);
    }

    public UnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
