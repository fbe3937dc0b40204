package org.asyncshowcase.rooms.textbook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** DeferredResults that nobody removes, and one that nobody sets. */
@RestController
class DeferredBreaks {

    private static final long TIMEOUT_MILLIS = 500;
    /** Elsewhere there is no such bound, and it grows until the heap is full. */
    private static final int CAPACITY = 100;

    private final Map<String, DeferredResult<Map<String, String>>> results =
            Collections.synchronizedMap(new LinkedHashMap<String, DeferredResult<Map<String, String>>>() {

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, DeferredResult<Map<String, String>>> eldest) {
                    return size() > CAPACITY;
                }
            });

    /** Kept by its id for whoever has the result; nobody takes it out, whether it was answered, timed out or left. */
    @GetMapping("/textbook/kept")
    DeferredResult<Map<String, String>> kept() {
        DeferredResult<Map<String, String>> result =
                new DeferredResult<>(TIMEOUT_MILLIS, Collections.singletonMap("outcome", "fallback"));
        results.put(UUID.randomUUID().toString(), result);
        return result;
    }

    @GetMapping("/textbook/kept/count")
    Map<String, Integer> count() {
        return Collections.singletonMap("kept", results.size());
    }

    /** No time-out of its own, none of the MVC: the container's. */
    @GetMapping("/textbook/timeout")
    DeferredResult<Map<String, String>> withoutTimeout() {
        return new DeferredResult<>();
    }
}
