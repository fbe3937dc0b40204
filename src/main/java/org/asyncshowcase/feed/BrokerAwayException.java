package org.asyncshowcase.feed;

/** The broker did not take a message: it is away, or takes none. */
public final class BrokerAwayException extends RuntimeException {

    public BrokerAwayException(Throwable cause) {
        super("the broker is away", cause);
    }
}
