package org.asyncshowcase.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * One client that follows a feed. Its outbox is the part of the feed between its position and the end: nothing is copied
 * for it, and a client that falls too far behind is dropped. At most one write is in flight, on a writer's thread: no
 * thread that brings an item ever writes. Safe for any thread.
 */
final class LiveStream {

    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final long CONTAINER_TELLS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ResponseBodyEmitter emitter;
    private final Feed feed;
    private final byte[] heartbeat;
    private final TaskExecutor writers;
    private final byte[] first;
    private final long openedNanos = System.nanoTime();

    private volatile Executor requestContext = Runnable::run;
    private long position;
    private long endAtLastWrite;
    private boolean writing;
    private boolean heartbeatDue;
    private boolean ending;
    private boolean over;
    private boolean left;
    private long leftNanos;
    private volatile AsyncContext context;

    /**
     * @param first what is written at once: the headers leave with it
     * @param from the position of the first item that the client gets
     * @param heartbeat what is written when nothing else was for a while; the client passes over it
     */
    LiveStream(ResponseBodyEmitter emitter, Feed feed, byte[] first, long from, byte[] heartbeat,
            TaskExecutor writers) {
        this.emitter = emitter;
        this.feed = feed;
        this.first = first;
        this.position = from;
        this.endAtLastWrite = feed.end();
        this.heartbeat = heartbeat;
        this.writers = writers;
    }

    ResponseBodyEmitter emitter() {
        return emitter;
    }

    /** Writes the first bytes; the headers leave with them. Called by the request's thread. */
    void begin(AsyncContext context) {
        this.context = context;
        try {
            emitter.send(first);
        } catch (IOException | IllegalStateException ex) {
            hasLeft(ex);
        }
    }

    /** Every write is executed here, on the writer's thread. */
    void writeIn(Executor requestContext) {
        this.requestContext = requestContext;
    }

    /** There may be something to write. The calling thread is not held. */
    void wake() {
        synchronized (this) {
            if (writing || over) {
                return;
            }
            writing = true;
        }
        try {
            writers.execute(() -> requestContext.execute(this::write));
        } catch (TaskRejectedException ex) {
            // there is a place in the queue for each stream: the application stops
            left();
        }
    }

    void heartbeat() {
        synchronized (this) {
            heartbeatDue = true;
        }
        wake();
    }

    /** Ends the stream; what is in flight is written, nothing more. */
    void end() {
        synchronized (this) {
            ending = true;
        }
        wake();
    }

    /** Touches the response no more. Returns false while a write is still in flight. */
    synchronized boolean close() {
        over = true;
        return !writing;
    }

    /** Whether more than so many items came during one write. */
    synchronized boolean isTooSlow(int outbox) {
        return !over && feed.end() - endAtLastWrite > outbox;
    }

    /** Whether a write has failed so long ago that the container will tell of it no more. */
    synchronized boolean isForgotten() {
        return left && System.nanoTime() - leftNanos > CONTAINER_TELLS_WITHIN_NANOS;
    }

    /** Ends the request of a forgotten client. */
    void abandon() {
        try {
            context.complete();
        } catch (IllegalStateException ex) {
            log.debug("The container has ended the request itself", ex);
        }
    }

    long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    /** Called by a writer's thread, which is held for as long as the client's socket takes nothing. */
    private void write() {
        try {
            for (byte[] bytes = next(); bytes != null; bytes = next()) {
                emitter.send(bytes);
            }
        } catch (IOException | IllegalStateException ex) {
            hasLeft(ex);
        }
    }

    /** The container tells of it by onError and onCompletion: it ends the request, not we, unless it forgets. */
    private void hasLeft(Exception failure) {
        log.debug("A client has left: {}", failure.getMessage());
        left();
    }

    private synchronized void left() {
        over = true;
        left = true;
        leftNanos = System.nanoTime();
        writing = false;
    }

    /** The next bytes; null if there are none, and then nothing is in flight any more. */
    private byte[] next() {
        synchronized (this) {
            endAtLastWrite = feed.end();
            if (!over && !ending) {
                byte[] bytes = pending();
                if (bytes.length > 0) {
                    return bytes;
                }
            }
            writing = false;
            if (over || !ending) {
                return null;
            }
            over = true;
        }
        emitter.complete();
        return null;
    }

    private byte[] pending() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        position = feed.read(position, out);
        if (out.size() == 0 && heartbeatDue) {
            out.write(heartbeat, 0, heartbeat.length);
        }
        heartbeatDue = false;
        return out.toByteArray();
    }
}
