package org.asyncshowcase.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.servlet.DispatcherType;
import javax.servlet.ServletOutputStream;
import javax.servlet.http.HttpServletRequest;

import org.slf4j.MDC;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** What the threads that take part in one request write down, each as it sees it. Safe for any thread. */
final class Timeline {

    /** Enough for any request of the rooms; a stream that goes on for hours stops being recorded here. */
    private static final int MAX_EVENTS = 1_000;

    private static final String REQUEST_ID = "request";

    private final String id;
    private final String requestId = MDC.get(REQUEST_ID);
    private final String method;
    private final String path;
    private final ThreadKinds kinds;
    private final long startNanos = System.nanoTime();

    private final List<TimelineEvent> events = new ArrayList<>();
    private final Map<Thread, DispatcherType> dispatching = new HashMap<>();
    /** The last write of each thread, by its name. */
    private final Map<String, TimelineEvent> writes = new HashMap<>();
    /** Many events come the same way. */
    private final Map<List<String>, List<String>> ways = new HashMap<>();
    private boolean committed;
    private boolean complete;
    private long endMicros;
    private int status;

    Timeline(String id, HttpServletRequest request, ThreadKinds kinds) {
        this.id = id;
        this.method = request.getMethod();
        this.path = request.getRequestURI();
        this.kinds = kinds;
    }

    /** Called by any thread that takes part. */
    synchronized void record(Class<?> api, String name) {
        addWithinBound(api, name, kind(), dispatching.get(Thread.currentThread()));
    }

    /** Called by a container's thread outside of a dispatch. */
    synchronized void recordContainer(Class<?> api, String name) {
        addWithinBound(api, name, ThreadKinds.CONTAINER, dispatching.get(Thread.currentThread()));
    }

    /** Called by a container's thread: until it leaves it is held by this dispatch. */
    synchronized void enter(Class<?> api, String name, DispatcherType dispatcher) {
        dispatching.put(Thread.currentThread(), dispatcher);
        complete = false;
        add(api, name, ThreadKinds.CONTAINER, dispatcher);
    }

    /** Called by the same thread. */
    synchronized void leave(Class<?> api, String name) {
        add(api, name, ThreadKinds.CONTAINER, dispatching.remove(Thread.currentThread()));
    }

    /** Records the first time that a thread sees the response committed. */
    synchronized void committed(Class<?> api, String name) {
        if (!committed) {
            committed = true;
            record(api, name);
        }
    }

    /** Called by the thread that is about to write. Its writes in a row are one: the end of the one before is taken back. */
    synchronized void beginWrite() {
        String thread = Thread.currentThread().getName();
        TimelineEvent write = writes.get(thread);
        TimelineEvent last = events.get(events.size() - 1);
        if (write != null && last.endsAtOnce(write, micros())) {
            events.remove(events.size() - 1);
        } else if (events.size() < MAX_EVENTS) {
            List<String> through = Through.here();
            boolean sends = through.contains("ResponseBodyEmitter.send");
            write = event(sends ? ResponseBodyEmitter.class : ServletOutputStream.class, sends ? "send" : "write", kind(),
                    dispatching.get(Thread.currentThread()), through);
            events.add(write);
            writes.put(thread, write);
        } else {
            writes.remove(thread);
        }
    }

    /** Called by the same thread, whether it has written or failed. */
    synchronized void endWrite() {
        TimelineEvent write = writes.get(Thread.currentThread().getName());
        if (write != null) {
            events.add(write.end(micros()));
        }
    }

    /** Whether MVC has been given a Callable: its interceptors tell when that begins and ends. */
    synchronized boolean hasCallable() {
        return events.stream().anyMatch(event -> event.getApi().equals(CallableProcessingInterceptor.class.getSimpleName()));
    }

    /** Called by a container's thread when the request is over. */
    synchronized void complete(int status) {
        this.status = status;
        this.endMicros = micros();
        this.complete = true;
    }

    synchronized TimelineView view() {
        long total = complete ? endMicros : micros();
        return new TimelineView(id, requestId, method, path, status, complete, total, new ArrayList<>(events));
    }

    private void addWithinBound(Class<?> api, String name, String kind, DispatcherType dispatcher) {
        if (events.size() < MAX_EVENTS) {
            add(api, name, kind, dispatcher);
        }
    }

    private void add(Class<?> api, String name, String kind, DispatcherType dispatcher) {
        events.add(event(api, name, kind, dispatcher, Through.here()));
    }

    private TimelineEvent event(Class<?> api, String name, String kind, DispatcherType dispatcher, List<String> through) {
        return new TimelineEvent(micros(), name, api.getSimpleName(), Thread.currentThread().getName(), kind,
                dispatcher == null ? null : dispatcher.name(), ways.computeIfAbsent(through, way -> way));
    }

    private String kind() {
        Thread thread = Thread.currentThread();
        return dispatching.containsKey(thread) ? ThreadKinds.CONTAINER : kinds.of(thread.getName());
    }

    private long micros() {
        return (System.nanoTime() - startNanos) / 1_000;
    }
}
