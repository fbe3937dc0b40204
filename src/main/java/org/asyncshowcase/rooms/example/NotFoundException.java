package org.asyncshowcase.rooms.example;

/** What the URL names does not exist: answered 404. */
public class NotFoundException extends RuntimeException {

    public NotFoundException(String what) {
        super(what);
    }
}
