package org.asyncshowcase.house.lifecycle;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** One thing that one thread saw. */
@JsonPropertyOrder({"at", "name", "api", "thread", "kind", "dispatcher", "through"})
public final class TimelineEvent {

    private static final String RETURNED = "Returned";
    private static final int MOMENT_MICROS = 5_000;

    private final long at;
    private final String name;
    private final String api;
    private final String thread;
    private final String kind;
    private final String dispatcher;
    private final List<String> through;

    TimelineEvent(long at, String name, String api, String thread, String kind, String dispatcher, List<String> through) {
        this.at = at;
        this.name = name;
        this.api = api;
        this.thread = thread;
        this.kind = kind;
        this.dispatcher = dispatcher;
        this.through = through;
    }

    /** The end of this call, by the same thread. */
    TimelineEvent end(long at) {
        return new TimelineEvent(at, name + RETURNED, api, thread, kind, dispatcher, through);
    }

    /** Whether it is the end of that call, and no more than a moment ago. */
    boolean endsAtOnce(TimelineEvent call, long now) {
        return name.equals(call.name + RETURNED) && thread.equals(call.thread) && now - at < MOMENT_MICROS;
    }

    /** Microseconds since the request arrived. */
    public long getAt() {
        return at;
    }

    /** The method's name; {@code doFilter} begins a dispatch, {@code doFilterReturned} ends it, and so for each that takes time. */
    public String getName() {
        return name;
    }

    /** The type that has the method, in the Servlet API or in Spring. */
    public String getApi() {
        return api;
    }

    public String getThread() {
        return thread;
    }

    /** {@code container}, {@code executor}, {@code jms}, {@code scheduler} or {@code other}. */
    public String getKind() {
        return kind;
    }

    /** The type of the dispatch within which the thread saw it; null where it was in none. */
    public String getDispatcher() {
        return dispatcher;
    }

    /** The way that the call has come, the outermost frame first, as in {@code DispatcherServlet.doDispatch}. */
    public List<String> getThrough() {
        return through;
    }
}
