package org.asyncshowcase.house.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.servlet.DispatcherType;
import javax.servlet.ServletOutputStream;
import javax.servlet.http.HttpServletRequest;

import org.slf4j.MDC;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

import static java.util.stream.Collectors.toList;

/** What the threads that take part in one request write down, each as it sees it. Safe for any thread. */
final class Timeline {

    /** Enough for any request of the rooms; a stream that goes on for hours stops being recorded here. */
    private static final int MAX_EVENTS = 1_000;
    /** Nobody looks at most timelines: their ways are read when somebody does. Those of more would take too much memory. */
    private static final int MAX_UNREAD = 40;

    private static final String REQUEST_ID = "request";

    private final String id;
    private final String requestId = MDC.get(REQUEST_ID);
    private final String method;
    private final String path;
    private final ThreadKinds kinds;
    private final Through through;
    private final long startNanos = System.nanoTime();

    private final List<TimelineEvent> events = new ArrayList<>();
    /** What began the dispatch that each thread is in. */
    private final Map<Thread, TimelineEvent> dispatching = new HashMap<>();
    /** The last write of each thread, by its name. */
    private final Map<String, TimelineEvent> writes = new HashMap<>();
    /** Many events come the same way. */
    private final Map<List<String>, Way> ways = new HashMap<>();
    private String user;
    private boolean committed;
    private boolean complete;
    private long endMicros;
    private int status;

    Timeline(String id, HttpServletRequest request, ThreadKinds kinds, Through through) {
        this.id = id;
        this.method = request.getMethod();
        this.path = request.getRequestURI();
        this.kinds = kinds;
        this.through = through;
    }

    /** Whose it is: known from the first handler on, as the filters of Spring Security come after the first one. */
    synchronized void of(String user) {
        this.user = user;
    }

    /** Whether this user may see it. That of one who has not logged in is seen by whoever knows its id. */
    synchronized boolean isFor(String other) {
        return user == null || user.equals(other);
    }

    /** Called by any thread that takes part. */
    synchronized void record(Class<?> api, String name) {
        addWithinBound(api, name, kind());
    }

    /** Called by a container's thread outside of a dispatch. */
    synchronized void recordContainer(Class<?> api, String name) {
        addWithinBound(api, name, ThreadKinds.CONTAINER);
    }

    /** Called by a container's thread: until it leaves it is held by this dispatch. */
    synchronized void enter(Class<?> api, String name, DispatcherType dispatcher) {
        complete = false;
        TimelineEvent entered = event(api, name, ThreadKinds.CONTAINER, dispatcher.name(), way());
        dispatching.put(Thread.currentThread(), entered);
        events.add(entered);
    }

    /** Called by the same thread. */
    synchronized void leave() {
        events.add(dispatching.remove(Thread.currentThread()).end(micros()));
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
            write = event(ServletOutputStream.class, TimelineEvent.WRITE, kind(), dispatcher(), way());
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

    /** Whether MVC has been given a Callable: its interceptors report when that begins and ends. */
    synchronized boolean hasCallable() {
        return events.stream().anyMatch(event -> event.api.equals(CallableProcessingInterceptor.class.getSimpleName()));
    }

    /** Called by a container's thread when the request is over. */
    synchronized void complete(int status) {
        this.status = status;
        this.endMicros = micros();
        this.complete = true;
    }

    synchronized TimelineView view() {
        long total = complete ? endMicros : micros();
        return new TimelineView(id, requestId, user, method, path, status, complete, total,
                events.stream().map(TimelineEvent::shown).collect(toList()));
    }

    private void addWithinBound(Class<?> api, String name, String kind) {
        if (events.size() < MAX_EVENTS) {
            events.add(event(api, name, kind, dispatcher(), way()));
        }
    }

    private TimelineEvent event(Class<?> api, String name, String kind, String dispatcher, Way way) {
        return new TimelineEvent(micros(), name, api.getSimpleName(), Thread.currentThread().getName(), kind, dispatcher,
                way);
    }

    private Way way() {
        return events.size() < MAX_UNREAD ? new Way(new Throwable(), through)
                : ways.computeIfAbsent(through.frames(new Throwable()), Way::new);
    }

    private String dispatcher() {
        TimelineEvent entered = dispatching.get(Thread.currentThread());
        return entered == null ? null : entered.dispatcher;
    }

    private String kind() {
        Thread thread = Thread.currentThread();
        return dispatching.containsKey(thread) ? ThreadKinds.CONTAINER : kinds.of(thread.getName());
    }

    private long micros() {
        return (System.nanoTime() - startNanos) / 1_000;
    }
}
