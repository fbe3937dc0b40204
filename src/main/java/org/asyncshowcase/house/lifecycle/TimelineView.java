package org.asyncshowcase.house.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A timeline as it stood at one moment, with its sums. All times are in microseconds. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
@JsonPropertyOrder({"id", "requestId", "user", "method", "path", "status", "complete", "totalMicros", "containerHeldMicros",
        "parkedMicros", "dispatches", "threads", "events"})
final class TimelineView {

    static final String RUN = "run";
    static final String RUN_RETURNED = "runReturned";

    final String id;
    /** The id by which the log names the request; null where none was given to it. */
    final String requestId;
    /** The user who has logged in; null for a visitor. */
    final String user;
    final String method;
    final String path;
    /** The status of the answer; 0 while there is none. */
    final int status;
    /** Whether the request is over. */
    final boolean complete;
    /** From the arrival to the end, or to now. */
    final long totalMicros;
    /** How long the container's threads were held: by the request's dispatches, and by {@code AsyncContext.start}. */
    final long containerHeldMicros;
    /** How long the request existed and held no thread of the container. */
    final long parkedMicros;
    /** How often the container dispatched the request, the first time included. */
    final long dispatches;
    /** How many threads took part. */
    final long threads;
    final List<TimelineEvent> events;

    TimelineView(String id, String requestId, String user, String method, String path, int status, boolean complete,
            long totalMicros, List<TimelineEvent> events) {
        this.id = id;
        this.requestId = requestId;
        this.user = user;
        this.method = method;
        this.path = path;
        this.status = status;
        this.complete = complete;
        this.totalMicros = totalMicros;
        this.events = events;
        this.containerHeldMicros = containerHeldMicros();
        this.parkedMicros = Math.max(0, totalMicros - containerHeldMicros);
        this.dispatches = events.stream().filter(event -> event.name.equals(TimelineFilter.ENTERED)).count();
        this.threads = events.stream().map(event -> event.thread).distinct().count();
    }

    private long containerHeldMicros() {
        Map<String, Long> entered = new HashMap<>();
        long held = 0;
        for (TimelineEvent event : events) {
            if (holds(event, TimelineFilter.ENTERED, RUN)) {
                entered.put(event.thread, event.at);
            } else if (holds(event, TimelineFilter.LEFT, RUN_RETURNED)) {
                held += event.at - entered.remove(event.thread);
            }
        }
        for (long stillHeldSince : entered.values()) {
            held += totalMicros - stillHeldSince;
        }
        return held;
    }

    private static boolean holds(TimelineEvent event, String dispatch, String work) {
        return event.name.equals(dispatch) || event.name.equals(work) && event.kind.equals(ThreadKinds.CONTAINER);
    }
}
