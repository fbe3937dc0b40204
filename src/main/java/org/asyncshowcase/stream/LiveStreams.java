package org.asyncshowcase.stream;

import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.UnavailableException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * All open streams, at most so many. Drops those that fall behind, tells a vanished client from a quiet feed by a
 * heartbeat, and ends those that have lived long enough: their clients come again and resume.
 */
public final class LiveStreams implements ApplicationListener<ContextClosedEvent>, Ordered {

    private static final long WRITES_END_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MARGIN_MILLIS = 30_000;

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final Set<LiveStream> holders = ConcurrentHashMap.newKeySet();
    private final LongAdder dropped = new LongAdder();
    private final Semaphore places;
    private final Supplier<Executor> contexts;
    private final int outbox;
    private final long lifeNanos;
    private final long timeoutMillis;
    private final TaskScheduler scheduler;
    private final ScheduledFuture<?> heartbeats;
    private volatile boolean stopping;

    /**
     * @param contexts gives what executes on the calling thread, as the thread that asked for it would
     * @param outbox how many items may come while a client does not read
     * @param heartbeatMillis time between two heartbeats
     * @param lifeMillis how long a stream lives at most; it is looked for at each heartbeat
     */
    LiveStreams(TaskScheduler scheduler, Supplier<Executor> contexts, int capacity, int outbox, int heartbeatMillis,
            int lifeMillis) {
        this.contexts = contexts;
        this.places = new Semaphore(capacity);
        this.outbox = outbox;
        this.lifeNanos = TimeUnit.MILLISECONDS.toNanos(lifeMillis);
        this.timeoutMillis = (long) lifeMillis + heartbeatMillis + MARGIN_MILLIS;
        this.scheduler = scheduler;
        this.heartbeats = scheduler.scheduleWithFixedDelay(this::heartbeat, heartbeatMillis);
    }

    /** For a stream: we end it, or the container does, some time after its life. */
    ResponseBodyEmitter emitter() {
        return new ResponseBodyEmitter(timeoutMillis);
    }

    /**
     * Called by the request's thread.
     *
     * @throws UnavailableException if all places are taken, or the application stops
     */
    void open(LiveStream stream, HttpServletRequest request) {
        if (stopping || !places.tryAcquire()) {
            throw new UnavailableException(stopping ? "the application stops" : "too many streams are open");
        }
        stream.emitter().onCompletion(() -> over(stream));
        stream.emitter().onError(failure -> over(stream));
        stream.writeIn(contexts.get());
        holders.add(stream);
        FirstWrite.of(request, () -> begin(stream, request.getAsyncContext()));
    }

    private void begin(LiveStream stream, AsyncContext context) {
        stream.begin(context);
        scheduler.schedule(() -> follow(stream), new Date(System.currentTimeMillis() + FirstWrite.LEAVES_WITHIN_MILLIS));
    }

    /** Called by the scheduler's thread. */
    private void follow(LiveStream stream) {
        open.add(stream);
        if (holders.contains(stream)) {
            stream.wake();
        } else {
            open.remove(stream);
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

    /** Called by a container thread: the request is complete, or its connection is broken. */
    private void over(LiveStream stream) {
        stream.close();
        leave(stream);
    }

    /** First as a holder: {@link #follow} looks there after it has added the stream, so that it stays in neither. */
    private void leave(LiveStream stream) {
        if (holders.remove(stream)) {
            places.release();
        }
        open.remove(stream);
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
            if (stream.isForgotten()) {
                // Tomcat 9 can make a write fail for the failure of an earlier request, and then knows nothing of it
                leave(stream);
                stream.abandon();
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
            for (LiveStream stream : holders) {
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
