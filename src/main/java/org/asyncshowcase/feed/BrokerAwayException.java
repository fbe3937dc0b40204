package org.asyncshowcase.feed;

/** The broker did not take a message: it is away, or takes none; or this node does not listen to it. */
public final class BrokerAwayException extends RuntimeException {

    public BrokerAwayException() {
        this(null);
    }

    public BrokerAwayException(Throwable cause) {
        super("the broker is away", cause);
    }
}
