package org.asyncshowcase.security;

import org.springframework.security.core.AuthenticationException;

/** The password was not examined: this user, or this address, has failed too often. */
final class TooManyLoginsException extends AuthenticationException {

    private final long seconds;

    /** @param seconds until it may be tried again */
    TooManyLoginsException(long seconds) {
        super("too many passwords were wrong; try again later");
        this.seconds = seconds;
    }

    long seconds() {
        return seconds;
    }
}
