package org.asyncshowcase.doctor;

/** A file that is named as a class is none. */
final class UnreadableClassException extends Exception {

    UnreadableClassException(Throwable cause) {
        super(cause);
    }
}
