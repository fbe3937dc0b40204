package org.asyncshowcase.rooms.example;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A value that a client sent is out of range: answered 400, with the name of the field and the rule it breaks. */
@ResponseStatus(HttpStatus.BAD_REQUEST)
public class InvalidValueException extends IllegalArgumentException {

    public InvalidValueException(String field, String rule) {
        super(field + ": must be " + rule);
    }

    /** Throws unless the value fits; the text of the value itself is never repeated to the client. */
    public static void require(boolean fits, String field, String rule) {
        if (!fits) {
            throw new InvalidValueException(field, rule);
        }
    }
}
