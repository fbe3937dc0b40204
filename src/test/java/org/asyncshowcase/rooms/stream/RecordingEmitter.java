package org.asyncshowcase.rooms.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** A client as a {@link LiveStream} sees it: it keeps what it is sent, reads nothing for a while, or has left. */
class RecordingEmitter extends ResponseBodyEmitter {

    final List<String> sent = new CopyOnWriteArrayList<>();
    final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile CountDownLatch reading = new CountDownLatch(0);
    private volatile Exception failure;

    /** From now on each write waits. */
    void stopReading() {
        reading = new CountDownLatch(1);
    }

    void readOn() {
        reading.countDown();
    }

    /** From now on each write fails. */
    void leave(Exception how) {
        failure = how;
    }

    boolean isBeingWrittenTo() {
        return inFlight.get() > 0;
    }

    String text() {
        return String.join("", sent);
    }

    @Override
    public void send(Object bytes) throws IOException {
        if (inFlight.incrementAndGet() > 1) {
            sent.add("TWO WRITES IN FLIGHT");
        }
        try {
            reading.await();
            if (failure instanceof IOException) {
                throw (IOException) failure;
            }
            if (failure != null) {
                throw (IllegalStateException) failure;
            }
            sent.add(new String((byte[]) bytes, StandardCharsets.UTF_8));
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    @Override
    public void complete() {
        completed.incrementAndGet();
    }
}
