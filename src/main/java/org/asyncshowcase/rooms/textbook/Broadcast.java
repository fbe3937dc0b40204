package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * SseEmitters in a list, and a publisher that sends an event to each of them. The sending thread is the whole difference: as
 * an executor {@code Runnable::run} is the publisher itself, and one reader that does not read stops it.
 */
final class Broadcast {

    private static final Logger log = LoggerFactory.getLogger(Broadcast.class);

    private static final int CAPACITY = 6;
    private static final int EVENTS = 100;
    private static final long TIMEOUT_MILLIS = 20_000;
    /** So large that the connection of a reader that does not read is full after a second. */
    private static final String DATA = String.join("", Collections.nCopies(256 * 1024, "."));

    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final Executor sender;

    /** @param sender where a task may wait for its client */
    Broadcast(Executor sender) {
        this.sender = sender;
    }

    /** Called by the request's thread. */
    synchronized SseEmitter open() {
        if (readers.size() >= CAPACITY) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "there are too many readers");
        }
        Reader reader = new Reader();
        readers.add(reader);
        reader.emitter.onError(failure -> readers.remove(reader));
        reader.emitter.onCompletion(() -> readers.remove(reader));
        return reader.emitter;
    }

    /** Called by the scheduler, ten times a second. */
    public void publish() {
        readers.forEach(Reader::offer);
    }

    private final class Reader {

        private final SseEmitter emitter = new SseEmitter(TIMEOUT_MILLIS);
        private final AtomicBoolean writing = new AtomicBoolean();
        private int sent;

        /** A reader that still gets the last event is passed over. */
        void offer() {
            if (writing.compareAndSet(false, true)) {
                sender.execute(this::send);
            }
        }

        private void send() {
            try {
                emitter.send(SseEmitter.event().data(DATA));
                if (++sent == EVENTS) {
                    emitter.complete();
                    readers.remove(this);
                }
            } catch (IOException | IllegalStateException ex) {
                log.debug("A reader has left", ex);
                readers.remove(this);
            } finally {
                writing.set(false);
            }
        }
    }
}
