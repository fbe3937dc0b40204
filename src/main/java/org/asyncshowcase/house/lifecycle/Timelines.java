package org.asyncshowcase.house.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.servlet.http.HttpServletRequest;

/** The last timelines, the oldest out first; an id that is used again replaces its timeline. Safe for any thread. */
final class Timelines {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final Map<String, Timeline> timelines = new LinkedHashMap<>();
    private final ThreadKinds kinds;
    private final int capacity;
    private final Through through = new Through();

    Timelines(ThreadKinds kinds, int capacity) {
        this.kinds = kinds;
        this.capacity = capacity;
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** Begins a timeline; the request has just arrived. */
    Timeline begin(String id, HttpServletRequest request) {
        Timeline timeline = new Timeline(id, request, kinds, through);
        synchronized (this) {
            timelines.remove(id);
            if (timelines.size() >= capacity) {
                timelines.remove(timelines.keySet().iterator().next());
            }
            timelines.put(id, timeline);
        }
        return timeline;
    }

    /** The timeline, or null. */
    synchronized Timeline get(String id) {
        return timelines.get(id);
    }

    /** The ids of all that are held, the newest first. */
    synchronized List<String> ids() {
        List<String> ids = new ArrayList<>(timelines.keySet());
        Collections.reverse(ids);
        return ids;
    }
}
