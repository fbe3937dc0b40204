package org.asyncshowcase.rooms.textbook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;

/** No executor, one for everything, and one that interrupts. */
@RestController
class ExecutorBreaks {

    private static final long SHORT_MILLIS = 100;
    private static final long LONG_MILLIS = 1_500;
    private static final long TIMEOUT_MILLIS = 300;
    private static final long LOOKUP_MILLIS = 5;
    /** However late the container looks for time-outs: Tomcat does once a second. */
    private static final long BEYOND_MILLIS = 3_000;

    private final AsyncTaskExecutor shared;
    private final AsyncTaskExecutor plain;

    /**
     * @param shared two threads for everything
     * @param plain Spring's own: what it has submitted is interrupted when it is cancelled
     */
    ExecutorBreaks(AsyncTaskExecutor shared, AsyncTaskExecutor plain) {
        this.shared = shared;
        this.plain = plain;
    }

    /** MVC has no executor here, and makes a thread for each. */
    @GetMapping("/textbook/worker")
    Callable<Map<String, String>> withoutExecutor() {
        return work(SHORT_MILLIS);
    }

    @GetMapping("/textbook/shared/slow")
    WebAsyncTask<Map<String, String>> slow() {
        return new WebAsyncTask<>(null, shared, work(LONG_MILLIS));
    }

    @GetMapping("/textbook/shared/fast")
    WebAsyncTask<Map<String, String>> fast() {
        return new WebAsyncTask<>(null, shared, work(SHORT_MILLIS));
    }

    /** The time-out interrupts the work before it asks for the fallback: what is faster is the answer. */
    @GetMapping("/textbook/interrupted")
    WebAsyncTask<Map<String, String>> interrupted() {
        WebAsyncTask<Map<String, String>> task = new WebAsyncTask<>(TIMEOUT_MILLIS, plain, work(BEYOND_MILLIS));
        task.onTimeout(() -> {
            // from a cache
            Thread.sleep(LOOKUP_MILLIS);
            return answer("fallback");
        });
        return task;
    }

    private static Callable<Map<String, String>> work(long millis) {
        return () -> {
            Thread.sleep(millis);
            return answer("value");
        };
    }

    private static Map<String, String> answer(String outcome) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("outcome", outcome);
        answer.put("workerThread", Thread.currentThread().getName());
        return answer;
    }
}
