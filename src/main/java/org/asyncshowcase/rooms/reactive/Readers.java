package org.asyncshowcase.rooms.reactive;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.reactivestreams.Publisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import reactor.core.publisher.Flux;

import static java.util.stream.Collectors.toList;

/** The readers of this room's streams. A source begins and ends with its request, which Spring 5.2 does not see to. */
public final class Readers implements ApplicationListener<ContextClosedEvent> {

    /** Time for the request's thread to hand the emitter over: what is sent before is held in memory. */
    private static final long BEGINS_AFTER_MILLIS = 50;

    private final Set<Reader<?>> open = ConcurrentHashMap.newKeySet();
    private final LongAdder requested = new LongAdder();
    private final LongAdder emitted = new LongAdder();
    private final TaskScheduler timer;

    Readers(TaskScheduler timer) {
        this.timer = timer;
    }

    /**
     * Called by the request's thread. MVC subscribes at once; the source is subscribed when MVC has taken the request over:
     * what comes before is held in memory without bound.
     */
    <T> Flux<T> open(String name, Publisher<T> source, ServletWebRequest request) {
        boolean head = request.getHttpMethod() == HttpMethod.HEAD;
        Reader<T> reader = new Reader<>(name, head ? Flux.empty() : source, requested, emitted);
        WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
        manager.registerDeferredResultInterceptor(reader, new DeferredResultProcessingInterceptor() {

            @Override
            public <R> void preProcess(NativeWebRequest request, DeferredResult<R> result) {
                open.add(reader);
                timer.schedule(reader::begin, Instant.now().plusMillis(BEGINS_AFTER_MILLIS));
            }

            @Override
            public <R> void afterCompletion(NativeWebRequest request, DeferredResult<R> result) {
                open.remove(reader);
                reader.end();
            }
        });
        return Flux.from(reader).doOnCancel(() -> open.remove(reader));
    }

    /** Nothing is asked for any more when the application stops: the last line that is written is whole. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        open.forEach(Reader::end);
    }

    /** An answer that no proxy shall hold back. */
    static <B> ResponseEntity<B> unbuffered(B body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).header("X-Accel-Buffering", "no").body(body);
    }

    /** The same, to be saved under this name by a browser that cannot show it. */
    static <B> ResponseEntity<B> unbuffered(B body, String file) {
        return ResponseEntity.ok().headers(unbuffered(body).getHeaders())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + file + "\"").body(body);
    }

    /** How many items MVC has asked for and got since the start, for all readers; and for each that is open. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("open", open.size());
        figures.put("requested", requested.sum());
        figures.put("emitted", emitted.sum());
        figures.put("streams", open.stream().map(Reader::figures).collect(toList()));
        return figures;
    }
}
