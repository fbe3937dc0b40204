package org.asyncshowcase.stream;

import java.io.ByteArrayOutputStream;

/** Something that goes on and of which the last part is held. A position counts its items since the start. */
interface Feed {

    /** The position of the next item to come. */
    long end();

    /**
     * Adds the items from this position on, as the bytes that the client gets, until there are no more or the buffer is
     * well filled; returns the position to go on from. Called by a writer's thread; never waits.
     */
    long read(long from, ByteArrayOutputStream out);
}
