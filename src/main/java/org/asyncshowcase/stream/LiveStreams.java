package org.asyncshowcase.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.UnavailableException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * All open streams, at most so many. Drops those that fall behind, tells a vanished client from a quiet feed by a
 * heartbeat, and ends those that have lived long enough: their clients come again and resume.
 */
public final class LiveStreams implements AsyncHandlerInterceptor, ApplicationListener<ContextClosedEvent>, Ordered {

    private static final String STREAM = LiveStreams.class.getName() + ".STREAM";
    private static final long WRITES_END_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final Set<LiveStream> holders = ConcurrentHashMap.newKeySet();
    private final LongAdder dropped = new LongAdder();
    private final Semaphore places;
    private final int outbox;
    private final long lifeNanos;
    private final ScheduledFuture<?> heartbeats;
    private volatile boolean stopping;

    /**
     * @param outbox how many items may come while a client does not read
     * @param heartbeatMillis time between two heartbeats
     * @param lifeMillis how long a stream lives at most; it is looked for at each heartbeat
     */
    LiveStreams(TaskScheduler scheduler, int capacity, int outbox, int heartbeatMillis, int lifeMillis) {
        this.places = new Semaphore(capacity);
        this.outbox = outbox;
        this.lifeNanos = TimeUnit.MILLISECONDS.toNanos(lifeMillis);
        this.heartbeats = scheduler.scheduleWithFixedDelay(this::heartbeat, heartbeatMillis);
    }

    /**
     * Called by the request's thread. Nothing is written before MVC has taken the emitter over: it would be held in
     * memory, written by the request's thread, and were the client gone by then, no callback would tell of it.
     *
     * @throws UnavailableException if all places are taken, or the application stops
     */
    void open(LiveStream stream, HttpServletRequest request) {
        if (stopping || !places.tryAcquire()) {
            throw new UnavailableException(stopping ? "the application stops" : "too many streams are open");
        }
        stream.emitter().onCompletion(() -> {
            stream.close();
            open.remove(stream);
            release(stream);
        });
        holders.add(stream);
        request.setAttribute(STREAM, stream);
    }

    /** Called by the request's thread when MVC has taken the emitter over. */
    @Override
    public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
            Object handler) {
        LiveStream stream = (LiveStream) request.getAttribute(STREAM);
        if (stream != null) {
            request.removeAttribute(STREAM);
            open.add(stream);
            stream.wake();
        }
    }

    /** An item has come. Called by the thread that brought it; it writes to nobody. */
    void itemCame() {
        for (LiveStream stream : open) {
            if (stream.isTooSlow(outbox)) {
                drop(stream);
            } else {
                stream.wake();
            }
        }
    }

    private void release(LiveStream stream) {
        if (holders.remove(stream)) {
            places.release();
        }
    }

    private void drop(LiveStream stream) {
        if (open.remove(stream)) {
            dropped.increment();
            stream.end();
        }
    }

    /** Called by the scheduler's thread. */
    private void heartbeat() {
        for (LiveStream stream : holders) {
            if (stream.hasLeft()) {
                // the container has told long ago; but of a connection that breaks at once Tomcat 9 may tell nobody
                open.remove(stream);
                release(stream);
            }
        }
        for (LiveStream stream : open) {
            if (stream.ageNanos() > lifeNanos) {
                stream.end();
            } else {
                stream.heartbeat();
            }
        }
    }

    /** Called by the thread that stops the application, before the requests are ended: nobody writes after this. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stopping = true;
        heartbeats.cancel(false);
        long until = System.nanoTime() + WRITES_END_WITHIN_NANOS;
        try {
            for (LiveStream stream : open) {
                while (!stream.close() && System.nanoTime() < until) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before {@code ParkedRequests}, which ends the requests. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** How many streams are open. */
    public int size() {
        return open.size();
    }

    /** How many clients were dropped since the start because they read too slowly. */
    public long getDropped() {
        return dropped.sum();
    }
}
