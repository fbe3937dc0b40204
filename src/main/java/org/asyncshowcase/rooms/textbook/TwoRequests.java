package org.asyncshowcase.rooms.textbook;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Two methods: one request waits, another one answers all that wait. The usual copy sets each of a queue and then clears it:
 * a request that comes between the two waits for its time-out, and one that has timed out or left stays in the queue.
 */
@RestController
class TwoRequests {

    private static final long TIMEOUT_MILLIS = 2_000;

    final Set<DeferredResult<String>> waiting = ConcurrentHashMap.newKeySet();

    @GetMapping("/textbook/wait")
    DeferredResult<String> waitForSomeEvent() {
        DeferredResult<String> result = new DeferredResult<>(TIMEOUT_MILLIS, "no event came\n");
        // answered, timed out, or left: before it is added, so that it cannot be missed
        result.onCompletion(() -> waiting.remove(result));
        waiting.add(result);
        return result;
    }

    /** A GET, so that a link can run it; in an application it is a POST. */
    @GetMapping("/textbook/someEvent")
    String someEvent() {
        return waiting.stream().filter(each -> each.setResult("some event came\n")).count() + " answered\n";
    }
}
