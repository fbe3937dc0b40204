package org.asyncshowcase.rooms.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * One client that follows a feed. Its outbox is the part of the feed between its position and the end: nothing is copied
 * for it, and a client that falls too far behind is dropped. At most one write is in flight, on a writer's thread: no
 * thread that brings an item ever writes. Safe for any thread.
 */
final class LiveStream {

    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

    private final ResponseBodyEmitter emitter;
    private final Feed feed;
    private final TaskExecutor writers;
    private final Consumer<LiveStream> left;
    private final long openedNanos = System.nanoTime();

    private State state = State.IDLE;
    private boolean heartbeatDue;
    private long position;
    private long endAtWrite;

    /**
     * @param from the position of the first item that the client gets
     * @param left is called when nothing more is written: MVC does not report the end of a request whose first write failed
     */
    LiveStream(ResponseBodyEmitter emitter, Feed feed, long from, TaskExecutor writers, Consumer<LiveStream> left) {
        this.emitter = emitter;
        this.feed = feed;
        this.position = from;
        this.writers = writers;
        this.left = left;
    }

    private enum State {
        /** There is nothing to write. */
        IDLE,
        /** A writer has been asked. */
        QUEUED,
        /** A write is in flight. */
        WRITING,
        /** A write is in flight; the stream ends after it. */
        WRITING_LAST,
        /** A writer has been asked to end the stream. */
        ENDING,
        OVER
    }

    /** There may be something to write; only then a writer is asked. The calling thread is not held. */
    void wake() {
        synchronized (this) {
            if (state != State.IDLE) {
                return;
            }
            position = feed.skip(position);
            if (position >= feed.end() && !heartbeatDue) {
                return;
            }
            state = State.QUEUED;
        }
        askWriter();
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
            State before = state;
            state = before == State.WRITING || before == State.WRITING_LAST ? State.WRITING_LAST
                    : before == State.OVER ? State.OVER : State.ENDING;
            if (before != State.IDLE) {
                return;
            }
        }
        askWriter();
    }

    /** Writes no more: the request is over. */
    synchronized void close() {
        state = State.OVER;
    }

    /** Whether more than so many items came during one write: the client's own fault, not that of busy writers. */
    synchronized boolean isTooSlow(int outbox) {
        return state == State.WRITING && feed.end() - endAtWrite > outbox;
    }

    long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    private void askWriter() {
        writers.execute(this::write);
    }

    /** Called by a writer's thread, which is held for as long as the client's socket takes nothing. */
    private void write() {
        byte[] bytes = next();
        if (bytes != null) {
            try {
                emitter.send(bytes);
            } catch (IOException | IllegalStateException ex) {
                hasLeft(ex);
            }
        }
        if (isLast()) {
            emitter.complete();
            left.accept(this);
        } else {
            // more may have come; other streams get their turn before it
            wake();
        }
    }

    /** The next bytes; null if there are none. */
    private synchronized byte[] next() {
        if (state != State.QUEUED) {
            return null;
        }
        state = State.WRITING;
        endAtWrite = feed.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        position = feed.read(position, out);
        heartbeatDue = false;
        return out.size() > 0 ? out.toByteArray() : feed.heartbeat(position);
    }

    private synchronized boolean isLast() {
        boolean last = state == State.ENDING || state == State.WRITING_LAST;
        state = last || state == State.OVER ? State.OVER : State.IDLE;
        return last;
    }

    /** The container reports it too, and ends the request. */
    private void hasLeft(Exception failure) {
        log.debug("A client has left: {}", failure.getMessage());
        close();
        left.accept(this);
    }
}
