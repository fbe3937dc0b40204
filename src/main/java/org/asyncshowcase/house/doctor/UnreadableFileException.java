package org.asyncshowcase.house.doctor;

/** A file of an archive that is too large to be read, or not what its name says. */
final class UnreadableFileException extends Exception {

    UnreadableFileException(String message) {
        super(message);
    }

    UnreadableFileException(Throwable cause) {
        super(cause);
    }
}
