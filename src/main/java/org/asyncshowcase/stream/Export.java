package org.asyncshowcase.stream;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.web.context.request.async.AsyncWebRequest;

/**
 * One export. It writes until its request is about to end, and not a byte after that: the container uses the response
 * for its next request, and what is still written may reach that one's client.
 */
final class Export {

    private static final long TOLD_WITHIN_MILLIS = 500;
    /** A stop first waits for other streams. */
    private static final long ENDED_WITHIN_MILLIS = 5_000;
    private static final long WRITE_ENDS_WITHIN_MILLIS = 1_000;

    private final ReentrantLock writing = new ReentrantLock();
    private final AsyncWebRequest request;
    private volatile boolean ending;

    Export(AsyncWebRequest request) {
        this.request = request;
        request.addTimeoutHandler(this::end);
        request.addErrorHandler(failure -> end());
        request.addCompletionHandler(this::end);
    }

    /** What an export does: its every write fails once the request is about to end. */
    interface Work {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Called by a thread of the executor. Begins when the request's thread has left, as {@link FirstWrite} explains.
     * After a failed write the container ends the request: MVC would dispatch it at the same moment if the task ended
     * now, and Tomcat 9 then tells nobody of the end.
     */
    void run(Work work, OutputStream response) throws IOException {
        try {
            Thread.sleep(FirstWrite.LEAVES_WITHIN_MILLIS);
            try {
                work.writeTo(new Output(response));
            } catch (IOException ex) {
                awaitComplete(ending ? ENDED_WITHIN_MILLIS : TOLD_WITHIN_MILLIS);
                throw ex;
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the application stops");
        }
    }

    /** Asks: a completion handler is called a moment before MVC knows, and would not dispatch any more. */
    private void awaitComplete(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!request.isAsyncComplete() && System.nanoTime() < until) {
            Thread.sleep(5);
        }
    }

    /**
     * Called before the request is ended: by a container thread when its time is over or its connection is broken, and
     * by the thread that stops the application. Waits for a write in flight, but not for long.
     */
    void end() {
        ending = true;
        try {
            if (writing.tryLock(WRITE_ENDS_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
                writing.unlock();
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** The response, as long as it is the export's. */
    private final class Output extends FilterOutputStream {

        Output(OutputStream response) {
            super(response);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            writing.lock();
            try {
                if (ending) {
                    throw new IOException("the request has been ended");
                }
                out.write(bytes, from, length);
            } finally {
                writing.unlock();
            }
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void flush() {
            // MVC does it, when all is written
        }
    }
}
