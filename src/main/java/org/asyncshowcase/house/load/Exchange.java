package org.asyncshowcase.house.load;

import java.nio.ByteBuffer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One request of a burst, and its answer. Of the burst's thread alone, until the burst is over. */
final class Exchange {

    private static final String STATUS_LINE = "HTTP/1\\.[01] [1-5][0-9]{2}";
    private static final int STATUS_FROM = "HTTP/1.1 ".length();
    private static final int STATUS_TO = STATUS_FROM + 3;

    final ByteBuffer request;
    private final StringBuilder start = new StringBuilder();

    /** When it was sent, in ms since the burst began. */
    @JsonProperty
    final long at;
    /** How long it took to the end of its answer; -1 while it goes on. */
    @JsonProperty
    long millis = -1;
    /** Of the answer; 0 where none came. */
    @JsonProperty
    int status;

    Exchange(byte[] request, long at) {
        this.request = ByteBuffer.wrap(request);
        this.at = at;
    }

    /** Keeps of the answer what tells its status. */
    void received(ByteBuffer part) {
        while (part.hasRemaining() && start.length() < STATUS_TO) {
            start.append((char) part.get());
        }
    }

    /** The server has said all that it was asked for, and has closed the connection. */
    void answered() {
        status = start.toString().matches(STATUS_LINE) ? Integer.parseInt(start.substring(STATUS_FROM)) : 0;
    }

    void ended(long now) {
        millis = now - at;
    }
}
