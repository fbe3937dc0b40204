package org.asyncshowcase.testing;

import java.io.IOException;

/** A server that a test can kill and start again. */
public interface DebianServer extends AutoCloseable {

    int port();

    /** As kill -9; returns when it is gone. */
    void kill();

    /** After {@link #kill}, with what it had written; returns when it takes connections. */
    void restart() throws IOException;

    @Override
    void close() throws IOException;
}
