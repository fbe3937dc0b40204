package org.asyncshowcase.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;

/** What the threads that take part in one request write down, each as it sees it. Safe for any thread. */
final class Timeline {

    /** Enough for any request of the rooms; a stream that goes on for hours stops being recorded here. */
    private static final int MAX_EVENTS = 1_000;

    private final String id;
    private final String method;
    private final String path;
    private final ThreadKinds kinds;
    private final long startNanos = System.nanoTime();

    private final List<TimelineEvent> events = new ArrayList<>();
    private final Map<Thread, DispatcherType> dispatching = new HashMap<>();
    private boolean committed;
    private boolean complete;
    private int status;

    Timeline(String id, HttpServletRequest request, ThreadKinds kinds) {
        this.id = id;
        this.method = request.getMethod();
        this.path = request.getRequestURI();
        this.kinds = kinds;
    }

    String id() {
        return id;
    }

    /** Called by any thread that takes part. */
    synchronized void record(Class<?> api, String name) {
        Thread thread = Thread.currentThread();
        DispatcherType dispatcher = dispatching.get(thread);
        String kind = dispatcher != null ? ThreadKinds.CONTAINER : kinds.of(thread.getName());
        add(api, name, kind, dispatcher);
    }

    /** Called by a container's thread outside of a dispatch. */
    synchronized void recordContainer(Class<?> api, String name) {
        add(api, name, ThreadKinds.CONTAINER, dispatching.get(Thread.currentThread()));
    }

    /** Called by a container's thread: until it leaves it is held by this dispatch. */
    synchronized void enter(Class<?> api, String name, DispatcherType dispatcher) {
        dispatching.put(Thread.currentThread(), dispatcher);
        complete = false;
        record(api, name);
    }

    /** Called by the same thread. */
    synchronized void leave(Class<?> api, String name) {
        record(api, name);
        dispatching.remove(Thread.currentThread());
    }

    /** Records the first time that a thread sees the response committed. */
    synchronized void committed(Class<?> api, String name) {
        if (!committed) {
            committed = true;
            record(api, name);
        }
    }

    /** Called by a container's thread when the request is over. */
    synchronized void complete(int status) {
        this.status = status;
        this.complete = true;
    }

    synchronized TimelineView view() {
        long now = micros();
        long total = complete ? events.get(events.size() - 1).getAt() : now;
        return new TimelineView(id, method, path, status, complete, total, new ArrayList<>(events));
    }

    private void add(Class<?> api, String name, String kind, DispatcherType dispatcher) {
        if (events.size() < MAX_EVENTS) {
            events.add(new TimelineEvent(micros(), name, api.getSimpleName(), Thread.currentThread().getName(), kind,
                    dispatcher == null ? null : dispatcher.name()));
        }
    }

    private long micros() {
        return (System.nanoTime() - startNanos) / 1_000;
    }
}
