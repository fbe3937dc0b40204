package org.asyncshowcase.guard;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.rooms.example.UnavailableException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Knows every request whose thread has left and whose answer is still to come. Admits so many as fit the heap, and of one
 * room no more than half of these; ends what the container forgets; and answers them all when the application stops.
 */
public final class HeldRequests extends GenericFilterBean implements ApplicationListener<ContextClosedEvent> {

    /** What a request costs Tomcat with its default buffers, for as long as it is held; measured on 7 and 9. */
    private static final int HEAP_BYTES = 106 * 1024;
    static final String STOPS = "the application stops";
    private static final String ATTRIBUTE = HeldRequest.class.getName();
    /** So that a line of a stream, which Spring writes in several parts, is whole, unless its client does not read. */
    private static final long LAST_LINE_MILLIS = 20;
    private static final long WRITES_END_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long ENDED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Set<HeldRequest> held = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> rooms = new TreeMap<>();
    private final TaskScheduler timer;
    private final StopAnswer stopAnswer;
    private final int capacity;
    private final long lifeMillis;
    private final Map<String, Integer> roomCapacities;
    private ContainerState container;
    private boolean stopping;

    /**
     * @param heapPercent how much of the heap held requests may take
     * @param capacity how many requests may be held; 0: as many as fit into that part of the heap
     * @param lifeMillis the time-out of a request that comes without one
     * @param retryAfterSeconds what the 503 of a stop tells its client to wait
     * @param roomCapacities how many may be held of the rooms that get less than half
     */
    HeldRequests(TaskScheduler timer, int heapPercent, int capacity, int lifeMillis, int retryAfterSeconds,
            Map<String, Integer> roomCapacities) {
        this.timer = timer;
        this.capacity = capacity > 0 ? capacity
                : (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 100 * heapPercent / HEAP_BYTES);
        this.lifeMillis = lifeMillis;
        this.roomCapacities = roomCapacities;
        this.stopAnswer = new StopAnswer(retryAfterSeconds);
    }

    @Override
    protected void initFilterBean() {
        container = new ContainerState(getServletContext());
    }

    /**
     * The held request of this one.
     *
     * @throws IllegalStateException if this filter is not mapped to it: nobody would know of the request's end
     */
    public static HeldRequest of(ServletRequest request) {
        HeldRequest held = (HeldRequest) request.getAttribute(ATTRIBUTE);
        if (held == null) {
            throw new IllegalStateException("The filter heldRequests is not mapped to this path in web.xml");
        }
        return held;
    }

    /** Called on the REQUEST dispatch, and on each ASYNC one with what the first one has wrapped. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HeldRequest held = (HeldRequest) request.getAttribute(ATTRIBUTE);
        if (held != null) {
            held.dispatch(() -> chain.doFilter(request, response));
            return;
        }
        HeldRequest first = new HeldRequest(this, (HttpServletRequest) request, (HttpServletResponse) response);
        request.setAttribute(ATTRIBUTE, first);
        first.dispatch(() -> chain.doFilter(first.request(), first.response()));
    }

    /**
     * Called by the request's thread, before it goes asynchronous; once more does no harm.
     *
     * @throws UnavailableException if there is no room, or the application stops
     */
    synchronized void admit(HeldRequest request) {
        if (held.contains(request)) {
            // it is parked again, and has its place
            return;
        }
        if (stopping) {
            throw new UnavailableException(STOPS);
        }
        if (held.size() >= capacity || rooms.getOrDefault(request.room(), 0) >= roomCapacity(request.room())) {
            throw new UnavailableException("too many requests are held");
        }
        held.add(request);
        rooms.merge(request.room(), 1, Integer::sum);
    }

    /** Called by any thread; a request may be dismissed more than once. */
    void dismiss(HeldRequest request) {
        if (held.remove(request)) {
            synchronized (this) {
                rooms.computeIfPresent(request.room(), (room, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    /** @param task is run by a thread of the timer: it does not wait */
    void later(Runnable task, long millis) {
        try {
            timer.schedule(task, Instant.now().plusMillis(millis));
        } catch (TaskRejectedException ex) {
            // the application has stopped, and all requests with it; the log too
        }
    }

    long lifeMillis() {
        return lifeMillis;
    }

    /** Whether a dispatch would come too late. Called by any thread. */
    boolean isStopping() {
        return container != null && container.isStopping();
    }

    /** Called by the thread that times a request out, where the application stops and there is no way to MVC any more. */
    void answerStop(HeldRequest request) {
        request.giveUp();
        request.end(() -> stopAnswer.write(request.path(), request.response()));
    }

    /** Called by the request's thread, in a dispatch that has failed because the application stops. */
    void answerFailed(HeldRequest request) throws IOException {
        if (!request.response().isCommitted()) {
            request.response().reset();
        }
        stopAnswer.write(request.path(), request.response());
    }

    /**
     * Called by the thread that stops the application. First nobody writes any more, then every request is answered: Tomcat
     * dispatches no more to an application that stops, and a result set now would become a 404 or a 500. Returns when the
     * container has ended the requests.
     */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        List<HeldRequest> told;
        synchronized (this) {
            stopping = true;
            told = new ArrayList<>(held);
        }
        told.forEach(HeldRequest::giveUp);
        try {
            TimeUnit.MILLISECONDS.sleep(LAST_LINE_MILLIS);
            told.forEach(request -> request.response().close());
            long until = System.nanoTime() + WRITES_END_WITHIN_NANOS;
            for (HeldRequest request : told) {
                request.response().awaitThreadLeft(until - System.nanoTime());
                request.response().awaitSilence(until - System.nanoTime());
            }
            told.forEach(request -> request.end(() -> stopAnswer.write(request.path(), request.response())));
            until = System.nanoTime() + ENDED_WITHIN_NANOS;
            for (HeldRequest request : told) {
                request.awaitComplete(until - System.nanoTime());
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many requests are held now: in a set, in a queue, or at work on a thread that is not the container's. */
    public int size() {
        return held.size();
    }

    /** How many may be held. */
    public int getCapacity() {
        return capacity;
    }

    /** How many of them for one room, the first part of the path: a full room leaves the other half to the others. */
    int roomCapacity(String room) {
        int half = Math.max(1, capacity / 2);
        return Math.min(half, roomCapacities.getOrDefault(room, half));
    }

    /** How many each room holds now; a room that holds none is not named. */
    public synchronized Map<String, Integer> rooms() {
        return new TreeMap<>(rooms);
    }
}
