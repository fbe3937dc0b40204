package org.asyncshowcase.rooms.example;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A value that a client sent is out of range: answered 400, with the name of the field and the rule it breaks. */
public class InvalidValueException extends ResponseStatusException {

    public InvalidValueException(String field, String rule) {
        super(HttpStatus.BAD_REQUEST, field + ": must be " + rule);
    }

    /** The field and the rule alone. */
    @Override
    public String getMessage() {
        return getReason();
    }

    /** Throws unless the value fits; the text of the value itself is never repeated to the client. */
    public static void require(boolean fits, String field, String rule) {
        if (!fits) {
            throw new InvalidValueException(field, rule);
        }
    }
}
