package org.asyncshowcase.house.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A timeline as it stood at one moment, with its sums. All times are in microseconds. */
@JsonPropertyOrder({"id", "requestId", "method", "path", "status", "complete", "totalMicros", "containerHeldMicros",
        "parkedMicros", "dispatches", "threads", "events"})
public final class TimelineView {

    static final String RUN = "run";
    static final String RUN_RETURNED = "runReturned";

    private final String id;
    private final String requestId;
    private final String method;
    private final String path;
    private final int status;
    private final boolean complete;
    private final long totalMicros;
    private final List<TimelineEvent> events;

    TimelineView(String id, String requestId, String method, String path, int status, boolean complete,
            long totalMicros, List<TimelineEvent> events) {
        this.id = id;
        this.requestId = requestId;
        this.method = method;
        this.path = path;
        this.status = status;
        this.complete = complete;
        this.totalMicros = totalMicros;
        this.events = events;
    }

    public String getId() {
        return id;
    }

    /** The id by which the log names the request; null where none was given to it. */
    public String getRequestId() {
        return requestId;
    }

    public String getMethod() {
        return method;
    }

    public String getPath() {
        return path;
    }

    /** The status of the answer; 0 while there is none. */
    public int getStatus() {
        return status;
    }

    /** Whether the request is over. */
    public boolean isComplete() {
        return complete;
    }

    /** From the arrival to the end, or to now. */
    public long getTotalMicros() {
        return totalMicros;
    }

    /** How long the container's threads were held: by the request's dispatches, and by {@code AsyncContext.start}. */
    public long getContainerHeldMicros() {
        Map<String, Long> entered = new HashMap<>();
        long held = 0;
        for (TimelineEvent event : events) {
            if (holds(event, TimelineFilter.ENTERED, RUN)) {
                entered.put(event.getThread(), event.getAt());
            } else if (holds(event, TimelineFilter.LEFT, RUN_RETURNED)) {
                held += event.getAt() - entered.remove(event.getThread());
            }
        }
        for (long stillHeldSince : entered.values()) {
            held += totalMicros - stillHeldSince;
        }
        return held;
    }

    private static boolean holds(TimelineEvent event, String dispatch, String work) {
        return event.getName().equals(dispatch) || event.getName().equals(work) && event.getKind().equals(ThreadKinds.CONTAINER);
    }

    /** How long the request existed and held no thread of the container. */
    public long getParkedMicros() {
        return Math.max(0, totalMicros - getContainerHeldMicros());
    }

    /** How often the container dispatched the request, the first time included. */
    public long getDispatches() {
        return events.stream().filter(event -> event.getName().equals(TimelineFilter.ENTERED)).count();
    }

    /** How many threads took part. */
    public long getThreads() {
        return events.stream().map(TimelineEvent::getThread).distinct().count();
    }

    public List<TimelineEvent> getEvents() {
        return events;
    }
}
