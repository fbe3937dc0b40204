package org.asyncshowcase.rooms.stream;

import java.io.ByteArrayOutputStream;

/** Something that goes on; its last part is held. A position counts its items since the start. Safe for any thread. */
interface Feed {

    /** The position of the next item to come. */
    long end();

    /** The first position from this one on that there is something to read at; the end, if there is nothing. */
    default long skip(long from) {
        return from;
    }

    /** What is written when nothing else was for a while, for a position that was read; clients pass over it. */
    byte[] heartbeat(long position);

    /**
     * Adds the items from this position on, as the bytes that the client gets, until there are no more or the buffer is
     * well filled; returns the position to go on from. Called by a writer's thread; never waits.
     */
    long read(long from, ByteArrayOutputStream out);
}
