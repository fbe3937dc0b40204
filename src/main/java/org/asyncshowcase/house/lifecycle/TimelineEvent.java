package org.asyncshowcase.house.lifecycle;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** One thing that one thread saw. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
@JsonPropertyOrder({"at", "name", "api", "thread", "kind", "dispatcher", "through"})
final class TimelineEvent {

    static final String WRITE = "write";

    private static final String RETURNED = "Returned";
    private static final int MOMENT_MICROS = 5_000;

    /** Microseconds since the request arrived. */
    final long at;
    /**
     * The method's name; {@code doFilter} begins a dispatch, {@code doFilterReturned} ends it, and so for each that takes
     * time.
     */
    final String name;
    /** The type that has the method, in the Servlet API or in Spring. */
    final String api;
    final String thread;
    /** {@code container}, {@code executor}, {@code jms}, {@code scheduler} or {@code other}. */
    final String kind;
    /** The type of the dispatch within which the thread saw it; null where it was in none. */
    final String dispatcher;
    /** The frames that led to the call, the outermost first, as in {@code DispatcherServlet.doDispatch}. */
    final Way through;

    TimelineEvent(long at, String name, String api, String thread, String kind, String dispatcher, Way through) {
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

    /** As it is shown: what an emitter writes is sent by it. */
    TimelineEvent shown() {
        return name.startsWith(WRITE) && through.frames().contains("ResponseBodyEmitter.send")
                ? new TimelineEvent(at, name.replace(WRITE, "send"), ResponseBodyEmitter.class.getSimpleName(), thread, kind,
                dispatcher, through) : this;
    }

    /** Whether it is the end of that call, and no more than a moment ago. */
    boolean endsAtOnce(TimelineEvent call, long now) {
        return name.equals(call.name + RETURNED) && thread.equals(call.thread) && now - at < MOMENT_MICROS;
    }
}
