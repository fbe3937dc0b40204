package org.asyncshowcase.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import javax.servlet.http.HttpServletRequest;

import org.springframework.util.StringUtils;

/**
 * How many requests may be held: as many as fit a part of the heap beside all connections, and no more than half of these
 * for one path, so that a path that is full leaves room for the others. Safe for any thread.
 */
final class Places {

    /** What a connection costs Tomcat with its default buffers, and what it costs more while it holds a request. */
    private static final int CONNECTION_BYTES = 17 * 1024;
    private static final int HELD_BYTES = 89 * 1024;
    private static final int LEAST = 200;

    private final Map<String, Integer> taken = new TreeMap<>();
    private final Map<String, Integer> limits = new HashMap<>();
    private final int capacity;
    private int total;

    /**
     * @param capacity how many there are; 0: as many as fit into that part of the heap
     * @param limits for paths that get less than half, how many: {@code reports=20, textbook=60}
     * @throws IllegalArgumentException if a limit is no such pair
     */
    Places(int heapPercent, int capacity, String limits) {
        this.capacity = capacity > 0 ? capacity
                : fitting(Runtime.getRuntime().maxMemory(), heapPercent, Connections.most());
        for (String limit : StringUtils.tokenizeToStringArray(limits, ",")) {
            if (!limit.matches("[^=]+=[0-9]{1,9}")) {
                throw new IllegalArgumentException("guard.path-capacities must be pairs as reports=20, and has: " + limit);
            }
            this.limits.put(limit.split("=")[0].trim(), Integer.valueOf(limit.split("=")[1]));
        }
    }

    /** How many fit beside so many connections, 200 at least: where these leave less, the log says what to set. */
    static int fitting(long heap, int percent, long connections) {
        long left = heap / 100 * percent - connections * CONNECTION_BYTES;
        if (left / HELD_BYTES < LEAST) {
            GuardFilter.log.warn("Of a heap of " + (heap >> 20) + " MB guard.heap allows " + percent + " %, but "
                    + connections + " connections (maxConnections of the connectors) may take "
                    + (connections * CONNECTION_BYTES >> 20) + " MB of it. Only " + LEAST
                    + " requests are held. Set a lower maxConnections, or a larger heap");
            return LEAST;
        }
        return (int) Math.min(Integer.MAX_VALUE, left / HELD_BYTES);
    }

    /** As the container reads it: however it is written, as {@code //orders}, it is one. */
    static String path(HttpServletRequest request) {
        String info = request.getPathInfo() == null ? "" : request.getPathInfo();
        String path = StringUtils.trimLeadingCharacter(request.getServletPath() + info, '/');
        int end = path.indexOf('/');
        return end < 0 ? path : path.substring(0, end);
    }

    int capacity() {
        return capacity;
    }

    /** How many of them one path may take. */
    int capacity(String path) {
        int half = Math.max(1, capacity / 2);
        return Math.min(half, limits.getOrDefault(path, half));
    }

    /** Returns false if there is none. */
    synchronized boolean take(String path) {
        int ofPath = taken.getOrDefault(path, 0);
        if (total >= capacity || ofPath >= capacity(path)) {
            return false;
        }
        total++;
        taken.put(path, ofPath + 1);
        return true;
    }

    synchronized int total() {
        return total;
    }

    synchronized void free(String path) {
        total--;
        taken.computeIfPresent(path, (same, count) -> count == 1 ? null : count - 1);
    }

    /** How many each path holds; a path that holds none is not named. */
    synchronized Map<String, Integer> taken() {
        return new TreeMap<>(taken);
    }
}
