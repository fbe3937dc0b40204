package org.asyncshowcase.guard;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

import javax.servlet.ServletOutputStream;
import javax.servlet.http.HttpServletResponse;

/**
 * The response of a held request. Every thread that is not the container's own writes through the same gate, which opens
 * when the request's thread has left, and closes when the request is about to end: the container uses the response for its
 * next request, and what is still written may reach that one's client.
 */
final class HeldResponse extends WriteThroughResponse {

    /**
     * A write that fails while the request's thread is on its way out reaches no listener: Tomcat has looked for it a
     * moment earlier (CoyoteAdapter.service), and the request is never ended. So the others wait a little.
     */
    static final long OTHERS_WRITE_AFTER_MILLIS = 50;

    private static final String ENDED = "the request has ended";
    private static final Pattern CHANGES = Pattern.compile("(add|reset|send|set).*");
    private static final long THREAD_LEAVES_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FAILED_WRITER_WAITS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /**
     * A thread whose write fails notifies the container first, and marks the response after that: were the request used
     * again in between, Tomcat would take the mark for the next request's. So the end waits for that thread, but not for
     * ever.
     */
    private static final long WRITE_ENDS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HeldRequest request;
    private final CountDownLatch left = new CountDownLatch(1);
    private final ReentrantLock writing = new ReentrantLock();
    private volatile long leftNanos;
    private volatile boolean closed;

    HeldResponse(HttpServletResponse response, HeldRequest request) {
        super(response);
        this.request = request;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        requireOpen();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        requireOpen();
        PrintWriter own = super.getWriter();
        return new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                HeldResponse.this.write(() -> own.write(text, from, length));
            }

            @Override
            public void flush() throws IOException {
                HeldResponse.this.write(() -> {
                    // flushes, and is how a PrintWriter tells of a failure
                    if (own.checkError()) {
                        throw new IOException("the client has left");
                    }
                });
            }

            @Override
            public void close() throws IOException {
                HeldResponse.this.write(own::close);
            }
        });
    }

    /** To ask leaves a mark on the container's response, which is another request's by then. */
    private void requireOpen() throws IOException {
        if (closed && !request.isContainers()) {
            awaitEnd();
            throw new IOException(ENDED);
        }
    }

    /** Called by the request's thread as the last thing that it does. */
    void threadLeaves() {
        leftNanos = System.nanoTime();
        left.countDown();
    }

    /** From now on a write fails, unless it has begun. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * The container has reported the end. A header or a cookie that a thread sets now would be the next request's, so it is
     * ignored, as by a response that is committed.
     */
    void end() {
        setResponse(Interceptor.before((HttpServletResponse) getResponse(), HttpServletResponse.class,
                (method, arguments, call) -> CHANGES.matcher(method).matches() ? null : call.proceed()));
    }

    /** Called by a container's thread: from now on nobody else writes. */
    void closeAndAwaitSilence() {
        close();
        try {
            awaitSilence(WRITE_ENDS_WITHIN_NANOS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the request's thread to leave, at most for so long. */
    void awaitThreadLeft(long nanos) throws InterruptedException {
        left.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Waits for a write that has begun, at most for so long: until its thread has left the container's code too. */
    void awaitSilence(long nanos) throws InterruptedException {
        if (writing.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            writing.unlock();
        }
    }

    boolean isBeingWritten() {
        return writing.isLocked();
    }

    /**
     * @throws IOException if the write fails, or the request ends; then the container has reported it, or had time to do so
     */
    @Override
    protected void write(Write write) throws IOException {
        // one that never went asynchronous may have helpers, for which its thread waits
        if (request.isContainers() || request.context == null && !closed) {
            writeFirst(write);
            return;
        }
        try {
            writeAlone(write);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            // an emitter ends nothing after a failed write: it leaves that to the container, which has seen none
            close();
            request.endIsDue();
            throw new InterruptedIOException("interrupted before it could write");
        } catch (IOException ex) {
            // if the caller knew at once, MVC might dispatch while the container ends the request; Tomcat 9 notifies nobody
            // then
            awaitEnd();
            throw ex;
        }
    }

    /**
     * The first bytes of an emitter, sent before its handler has returned: if MVC knew that they cannot be written, it
     * would register none of the emitter's callbacks (ResponseBodyEmitter.initialize). The next write fails, and the
     * container reports it.
     */
    private void writeFirst(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException ex) {
            if (!request.phase.isAsync()) {
                throw ex;
            }
            close();
            request.endIsDue();
        }
    }

    private void writeAlone(Write write) throws IOException, InterruptedException {
        awaitOpen();
        writing.lock();
        try {
            if (closed) {
                throw new IOException(ENDED);
            }
            try {
                Ending.outside(write::run);
            } catch (IOException ex) {
                // not where we have refused it: the container has reported that end, and may use the request again
                request.endIsDue();
                throw ex;
            }
        } finally {
            writing.unlock();
        }
    }

    private void awaitOpen() throws InterruptedException {
        awaitThreadLeft(THREAD_LEAVES_WITHIN_NANOS);
        long sinceMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - leftNanos);
        if (sinceMillis < OTHERS_WRITE_AFTER_MILLIS) {
            Thread.sleep(OTHERS_WRITE_AFTER_MILLIS - sinceMillis);
        }
    }

    private void awaitEnd() {
        try {
            request.complete.await(FAILED_WRITER_WAITS_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
