package org.asyncshowcase.guard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;

import org.springframework.mock.web.MockHttpServletResponse;

/** A client, as the container's response: it keeps what it is sent, reads nothing for a while, or has left. */
public class MockClient extends MockHttpServletResponse {

    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private volatile CountDownLatch reading = new CountDownLatch(0);
    private volatile Runnable onWrite = () -> { };
    private volatile boolean beingWrittenTo;
    private volatile boolean left;

    /** From now on each write waits. */
    public void stopReading() {
        reading = new CountDownLatch(1);
    }

    public void readOn() {
        reading.countDown();
    }

    /** From now on each write fails. */
    public void leave() {
        left = true;
    }

    /** Called by the thread that writes, before the bytes are taken. */
    void onWrite(Runnable event) {
        onWrite = event;
    }

    public boolean isBeingWrittenTo() {
        return beingWrittenTo;
    }

    /** Whether this thread waits for the one that writes, or is through. */
    static boolean isAwaited(Thread by) {
        return by.getState() == Thread.State.TERMINATED || by.getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(by.getStackTrace()).anyMatch(each -> each.getMethodName().equals("awaitSilence"));
    }

    public String text() {
        return got.toString();
    }

    @Override
    public void resetBuffer() {
        got.reset();
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(getOutputStream());
    }

    @Override
    public void flushBuffer() {
        setCommitted(true);
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
                take(bytes, from, length);
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

    private void take(byte[] bytes, int from, int length) throws IOException {
        beingWrittenTo = true;
        try {
            onWrite.run();
            // as Tomcat, which gives a write up after 20 s
            if (!reading.await(20, TimeUnit.SECONDS) || left) {
                throw new IOException("Broken pipe");
            }
            got.write(bytes, from, length);
        } catch (InterruptedException ex) {
            throw new IOException(ex);
        } finally {
            beingWrittenTo = false;
        }
    }
}
