package org.asyncshowcase.reactive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.UnavailableException;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

import static java.util.stream.Collectors.toList;

/**
 * Those who read a stream of this room, at most so many: one that does not read holds a thread of MVC's executor. Sees to
 * what Spring 5.2 does not: nothing is written before MVC has taken the request over, the source ends with the request,
 * and the request ends where MVC's executor refuses to write (ReactiveTypeHandler leaves it open for ever).
 */
public final class Readers implements AsyncHandlerInterceptor, ApplicationListener<ContextClosedEvent>, Ordered {

    private static final Logger log = LoggerFactory.getLogger(Readers.class);
    private static final String PLACE = Readers.class.getName() + ".PLACE";
    private static final long CONTAINER_TELLS_WITHIN_MILLIS = 1_000;
    private static final long WRITES_END_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Set<Place> taken = ConcurrentHashMap.newKeySet();
    private final LongAdder requested = new LongAdder();
    private final LongAdder emitted = new LongAdder();
    private final Semaphore places;
    private final Scheduler timer;
    private final int timeoutMillis;
    private volatile boolean stopping;

    /** @param timeoutMillis how long a stream may take; MVC itself sets no limit */
    Readers(Scheduler timer, int capacity, int timeoutMillis) {
        this.timer = timer;
        this.timeoutMillis = timeoutMillis;
        this.places = new Semaphore(capacity);
    }

    /**
     * Called by the request's thread. MVC may subscribe at once; the source is subscribed when MVC has taken the request
     * over: what comes before is held in memory without bound, and written by the request's thread.
     *
     * @throws UnavailableException if all places are taken, or the application stops
     */
    <T> Flux<T> open(String name, Publisher<T> source, HttpServletRequest request) {
        if (stopping || !places.tryAcquire()) {
            throw new UnavailableException(stopping ? "the application stops" : "too many streams are open");
        }
        Place place = new Place();
        Reader<T> reader = new Reader<>(name, source, requested, emitted, place::givenUp);
        place.reader = reader;
        taken.add(place);
        request.setAttribute(PLACE, place);
        WebAsyncUtils.getAsyncManager(request).registerDeferredResultInterceptor(PLACE, place);
        return Flux.from(reader);
    }

    /** Called by the request's thread when MVC has taken the request over. */
    @Override
    public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
            Object handler) {
        Place place = (Place) request.getAttribute(PLACE);
        if (place != null) {
            request.removeAttribute(PLACE);
            // were there no time-out, Tomcat would dispatch to an application that stops (AbstractProcessor.timeoutAsync)
            request.getAsyncContext().setTimeout(timeoutMillis);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            // no proxy shall hold back what comes
            response.setHeader("X-Accel-Buffering", "no");
            place.reader.begin();
        }
    }

    /** Called by the request's thread where MVC has not taken it over: its handling failed. */
    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            Exception ex) {
        Place place = (Place) request.getAttribute(PLACE);
        if (place != null) {
            place.giveBack();
        }
    }

    /** Called by the thread that stops the application, before the requests are ended: nobody writes after this. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stopping = true;
        long until = System.nanoTime() + WRITES_END_WITHIN_NANOS;
        try {
            for (Place place : taken) {
                while (!place.reader.silence() && System.nanoTime() < until) {
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

    /** How many items MVC has asked for and got since the start, for all readers; and for each that is open. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("open", taken.size());
        figures.put("requested", requested.sum());
        figures.put("emitted", emitted.sum());
        figures.put("streams", taken.stream().map(place -> place.reader.figures()).collect(toList()));
        return figures;
    }

    /** One reader's place, and the request that it came with. Given back once, however the request ends. */
    private final class Place implements DeferredResultProcessingInterceptor {

        private Reader<?> reader;
        private volatile DeferredResult<?> result;

        /** Called by the request's thread. MVC's emitter ends its request by this result. */
        @Override
        public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) {
            this.result = result;
        }

        /** Called by a container's thread when the request is over. */
        @Override
        public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
            giveBack();
        }

        void giveBack() {
            if (taken.remove(this)) {
                places.release();
                reader.silence();
            }
        }

        /** Called by MVC when a write has failed, or was refused by its executor. */
        void givenUp() {
            if (!stopping) {
                timer.schedule(this::end, CONTAINER_TELLS_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        /** Of a write that has failed the container has told by now. */
        private void end() {
            if (taken.contains(this)) {
                try {
                    result.setErrorResult(new UnavailableException("no thread was free to write"));
                } catch (IllegalStateException ex) {
                    log.debug("The request of a reader that has left is over: {}", ex.getMessage());
                }
                giveBack();
            }
        }
    }
}
