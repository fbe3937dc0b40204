package org.asyncshowcase.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;

import org.springframework.mock.web.MockHttpServletResponse;

/** A client, as the container's response: it keeps what it is sent, reads nothing for a while, or has left. */
final class Client extends MockHttpServletResponse {

    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private volatile CountDownLatch reading = new CountDownLatch(0);
    private volatile boolean beingWrittenTo;
    private volatile boolean left;

    /** From now on each write waits. */
    void stopReading() {
        reading = new CountDownLatch(1);
    }

    void readOn() {
        reading.countDown();
    }

    /** From now on each write fails. */
    void leave() {
        left = true;
    }

    boolean isBeingWrittenTo() {
        return beingWrittenTo;
    }

    String text() {
        return got.toString();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                awaitReader();
                got.write(bytes, from, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("Servlet 3.0 has none");
            }
        };
    }

    private void awaitReader() throws IOException {
        beingWrittenTo = true;
        try {
            reading.await();
            if (left) {
                throw new IOException("Broken pipe");
            }
        } catch (InterruptedException ex) {
            throw new IOException(ex);
        } finally {
            beingWrittenTo = false;
        }
    }
}
