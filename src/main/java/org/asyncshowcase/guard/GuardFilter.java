package org.asyncshowcase.guard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Knows every request whose thread has left and whose answer is still to come. Admits so many as there are places, ends what
 * the container forgets, and answers them all when the application stops. Needs the Servlet API 3.0 and Spring 3.2.
 */
public final class GuardFilter extends GenericFilterBean implements ApplicationListener<ContextClosedEvent> {

    static final Log log = LogFactory.getLog(GuardFilter.class);
    static final String STOPS = "the application stops";
    private static final String ATTRIBUTE = HeldRequest.class.getName();
    private static final long SWEPT_EVERY_MILLIS = 250;

    private final Set<HeldRequest> held = ConcurrentHashMap.newKeySet();
    private final Places places;
    final long lifeMillis;
    private final int retryAfterSeconds;
    final Ending ending;
    final LongAdder containerNanos = new LongAdder();
    final LongAdder parkedNanos = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private ScheduledExecutorService timer;
    private ContainerState container;
    private volatile boolean stopping;

    /**
     * @param heapPercent how much of the heap held requests may take
     * @param capacity how many requests may be held; 0: as many as fit into that part of the heap
     * @param pathCapacities how many of a path that gets less than half, by the path's first part:
     * {@code reports=20, textbook=60}
     * @param lifeMillis the time-out of a request that comes without one
     * @param retryAfterSeconds what a 503 asks its client to wait
     */
    public GuardFilter(int heapPercent, int capacity, String pathCapacities, int lifeMillis, int retryAfterSeconds) {
        this.places = new Places(heapPercent, capacity, pathCapacities);
        this.lifeMillis = lifeMillis;
        this.retryAfterSeconds = retryAfterSeconds;
        this.ending = new Ending(this, retryAfterSeconds);
    }

    /** A bean without a servlet context, such as a test's, sweeps by itself. */
    @Override
    protected void initFilterBean() {
        container = new ContainerState(getServletContext());
        timer = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "guard-timer"));
        timer.scheduleWithFixedDelay(() -> sweep(System.nanoTime()), SWEPT_EVERY_MILLIS, SWEPT_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    /** @throws IllegalStateException if this filter is not mapped to the request: nobody would know of its end */
    static HeldRequest of(ServletRequest request) {
        HeldRequest held = (HeldRequest) request.getAttribute(ATTRIBUTE);
        if (held == null) {
            throw new IllegalStateException("The guard's filter is not mapped to this path in web.xml");
        }
        return held;
    }

    /** Called on the REQUEST dispatch, and on each ASYNC one with what the first one has wrapped. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HeldRequest known = (HeldRequest) request.getAttribute(ATTRIBUTE);
        HeldRequest one = known != null ? known
                : new HeldRequest(this, (HttpServletRequest) request, (HttpServletResponse) response);
        request.setAttribute(ATTRIBUTE, one);
        ServletRequest guarded = known != null ? request : new GuardedRequest(one, this);
        ServletResponse gate = known != null ? response : one.response;
        try {
            one.dispatch(guarded, gate, chain);
        } catch (IOException | ServletException | RuntimeException ex) {
            if (isStopping()) {
                log.debug("The application stops: what the answer needs is gone", ex);
                ending.replaceByStop(one);
            } else if (refusal(ex) != null && !gate.isCommitted()) {
                // MVC throws what an executor has refused, and dispatches it too: that dispatch is refused
                if (!guarded.isAsyncStarted()) {
                    refuse((HttpServletResponse) gate, refusal(ex));
                }
            } else {
                throw ex;
            }
        }
    }

    /** Why this failure refuses the request; null where it does not. An executor's own words are not for a client. */
    private static String refusal(Throwable failure) {
        if (failure instanceof RefusedException) {
            return failure.getMessage();
        }
        return failure == null ? null
                : failure instanceof RejectedExecutionException ? "refused" : refusal(failure.getCause());
    }

    /** Answers 503. Called by the request's thread. */
    void refuse(HttpServletResponse response, String reason) throws IOException {
        response.setIntHeader("Retry-After", retryAfterSeconds);
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, reason);
    }

    /**
     * Called by the request's thread, before it goes asynchronous; once more does no harm.
     *
     * @throws RefusedException if there is no place, or the application stops
     */
    synchronized void admit(HeldRequest request) {
        if (request.placed) {
            // it is parked again
            return;
        }
        if (stopping) {
            throw new RefusedException(STOPS);
        }
        if (!places.take(request.path)) {
            refused.increment();
            throw new RefusedException("too many requests are held");
        }
        request.placed = true;
        held.add(request);
    }

    /** Frees its place. Called by any thread, and more than once. */
    synchronized void dismiss(HeldRequest request) {
        request.countParked();
        if (request.placed) {
            request.placed = false;
            places.free(request.path);
        }
    }

    /** It has ended, and everybody knows. */
    void forget(HeldRequest request) {
        held.remove(request);
    }

    /** Called by the timer. */
    void sweep(long nowNanos) {
        for (HeldRequest each : held) {
            try {
                ending.sweep(each, nowNanos);
            } catch (RuntimeException ex) {
                log.warn("A request could not be ended", ex);
            }
        }
    }

    /** Whether a dispatch would come too late. Called by any thread. */
    boolean isStopping() {
        return container != null && container.isStopping();
    }

    /** Why a request is ended from without. */
    String reason() {
        return stopping || isStopping() ? STOPS : "no answer in time";
    }

    /** Called by the thread that stops the application; returns when the container has ended the requests. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        List<HeldRequest> open;
        synchronized (this) {
            stopping = true;
            open = new ArrayList<>(held);
        }
        ending.stop(open);
    }

    /** How many requests wait now: their thread has left, and no result has come. */
    public int parked() {
        return (int) held.stream().filter(each -> each.phase == Phase.PARKED || each.phase == Phase.DUE).count();
    }

    /** How many places are taken now: each from before its handler is called until its request has ended. */
    public int size() {
        return places.total();
    }

    /** How many may be held. */
    public int getCapacity() {
        return places.capacity();
    }

    /** How many of these each path has, by its first part; a path that has none is not named. */
    public Map<String, Integer> byPath() {
        return places.taken();
    }

    /** How many requests were refused since the start because there was no place. */
    public long getRefused() {
        return refused.sum();
    }

    /** How long the container's threads have worked for requests since the start, in ns. */
    public long getContainerNanos() {
        return containerNanos.sum();
    }

    /** How long requests have waited without such a thread, in ns; each is counted when it is resumed or ends. */
    public long getParkedNanos() {
        return parkedNanos.sum();
    }
}
