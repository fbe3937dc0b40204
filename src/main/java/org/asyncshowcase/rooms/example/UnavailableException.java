package org.asyncshowcase.rooms.example;

/** There is no room for this request now, or what it needs is away: answered 503 with {@code Retry-After}. */
public class UnavailableException extends RuntimeException {

    public UnavailableException(String reason) {
        super(reason);
    }

    public UnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
