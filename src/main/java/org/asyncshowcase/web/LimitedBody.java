package org.asyncshowcase.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * A body that ends in an exception where it passes its limit, or its time. How long one read may take is the container's:
 * {@code connectionTimeout} of its connector.
 */
final class LimitedBody extends FilterInputStream {

    private final long limit;
    private final long begunNanos = System.nanoTime();
    private final long timeoutNanos;
    private long read;

    LimitedBody(InputStream in, long limit, int timeoutMillis) {
        super(in);
        this.limit = limit;
        this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        check(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        check(Math.max(0, count));
        return count;
    }

    private void check(int more) throws IOException {
        read += more;
        if (read > limit) {
            throw new BodyTooLargeException(limit);
        }
        if (more > 0 && System.nanoTime() - begunNanos > timeoutNanos) {
            throw new BodyTooSlowException();
        }
    }

    /** Does not wait, and reads no more than the limit: a client that has sent all of it is not cut off in its answer. */
    void readWhatHasCome() {
        byte[] bytes = new byte[4096];
        try {
            while (in.available() > 0 && read <= limit) {
                read += Math.max(0, in.read(bytes, 0, bytes.length));
            }
        } catch (IOException ex) {
            // the connection is of no use any more
            read = -1;
        }
    }

    /** @param length as its header states; -1 without one */
    boolean isAtEnd(long length) {
        return read == length;
    }
}
