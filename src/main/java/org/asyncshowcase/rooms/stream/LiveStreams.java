package org.asyncshowcase.rooms.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * All streams of one kind of feed. Drops those that fall behind, tells a vanished client from a quiet feed by a heartbeat,
 * and ends those that have lived long enough: their clients come again and resume.
 */
public final class LiveStreams implements ApplicationListener<ContextClosedEvent> {

    private static final long MARGIN_MILLIS = 30_000;

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean wakes = new AtomicBoolean();
    private final ThreadPoolTaskScheduler timer;
    private final TaskExecutor writers;
    private final int outbox;
    private final long lifeNanos;
    private final long timeoutMillis;
    private final ScheduledFuture<?> heartbeats;

    /**
     * @param outbox how many items may come while a client does not read
     * @param heartbeatMillis time between two heartbeats
     * @param lifeMillis how long a stream lives at most; it is looked for at each heartbeat
     */
    LiveStreams(ThreadPoolTaskScheduler timer, TaskExecutor writers, int outbox, int heartbeatMillis,
            int lifeMillis) {
        this.timer = timer;
        this.writers = new DueWrites(writers);
        this.outbox = outbox;
        this.lifeNanos = TimeUnit.MILLISECONDS.toNanos(lifeMillis);
        this.timeoutMillis = (long) lifeMillis + heartbeatMillis + MARGIN_MILLIS;
        this.heartbeats = timer.scheduleWithFixedDelay(this::heartbeat, Duration.ofMillis(heartbeatMillis));
    }

    /**
     * Called by the request's thread.
     *
     * @param first what is written at once: the headers leave with it
     * @param from the position of the first item that the client gets
     */
    ResponseBodyEmitter open(ServletWebRequest request, Feed feed, byte[] first, long from) throws IOException {
        // its time-out is the container's, should we forget to end it
        ResponseBodyEmitter emitter = new ResponseBodyEmitter(timeoutMillis);
        emitter.send(first);
        if (request.getHttpMethod() == HttpMethod.HEAD) {
            emitter.complete();
            return emitter;
        }
        LiveStream stream = new LiveStream(emitter, feed, from, writers, open::remove);
        emitter.onError(failure -> close(stream));
        WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
        manager.registerDeferredResultInterceptor(stream, new DeferredResultProcessingInterceptor() {

            /** MVC has taken the request over: what is sent before is kept in memory. A refused request never gets here. */
            @Override
            public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) {
                open.add(stream);
                timer.execute(stream::wake);
            }

            @Override
            public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
                close(stream);
            }
        });
        return emitter;
    }

    private void close(LiveStream stream) {
        open.remove(stream);
        stream.close();
    }

    /** An item has come. Called by the thread that brought it, which does not look at the streams: there may be many. */
    void itemCame() {
        if (wakes.compareAndSet(false, true)) {
            timer.execute(this::wake);
        }
    }

    /** Called by the timer. */
    private void wake() {
        wakes.set(false);
        for (LiveStream stream : open) {
            if (stream.isTooSlow(outbox)) {
                drop(stream);
            } else {
                stream.wake();
            }
        }
    }

    private void drop(LiveStream stream) {
        if (open.remove(stream)) {
            dropped.increment();
            stream.end();
        }
    }

    /** Called by the timer. */
    private void heartbeat() {
        for (LiveStream stream : open) {
            if (stream.ageNanos() > lifeNanos) {
                stream.end();
            } else {
                stream.heartbeat();
            }
        }
    }

    /** The requests are ended by those who hold them. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        heartbeats.cancel(false);
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
