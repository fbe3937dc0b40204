package org.asyncshowcase.lifecycle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** One thing that one thread saw. */
@JsonPropertyOrder({"at", "name", "api", "thread", "kind", "dispatcher"})
public final class TimelineEvent {

    private final long at;
    private final String name;
    private final String api;
    private final String thread;
    private final String kind;
    private final String dispatcher;

    TimelineEvent(long at, String name, String api, String thread, String kind, String dispatcher) {
        this.at = at;
        this.name = name;
        this.api = api;
        this.thread = thread;
        this.kind = kind;
        this.dispatcher = dispatcher;
    }

    /** Microseconds since the request arrived. */
    public long getAt() {
        return at;
    }

    /** The method's name; {@code doFilter} begins a dispatch, {@code doFilterReturned} ends it. */
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
}
