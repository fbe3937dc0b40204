package org.asyncshowcase.rooms.task;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.AnswerText;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.InvalidValueException;
import org.asyncshowcase.rooms.example.SlowWork;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.ModelAndView;

/** A {@link WebAsyncTask} chooses the executor, the time-out and the fallback for its own kind of work. */
@RestController
@RequestMapping("/task")
public class TaskController {

    private final SlowWork work;
    private final Map<String, AsyncTaskExecutor> executors;
    private final AsyncTaskExecutor full;
    private final int timeoutMillis;
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();

    /**
     * @param executors which a request may choose by name, one for each kind of work
     * @param full refuses everything
     * @param timeoutMillis how long the work may take before the fallback answers, in the time-out's example
     */
    TaskController(SlowWork work, Map<String, AsyncTaskExecutor> executors, AsyncTaskExecutor full, int timeoutMillis) {
        this.work = work;
        this.executors = executors;
        this.full = full;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/body")
    WebAsyncTask<Answer> body(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        String requestThread = Thread.currentThread().getName();
        return task(null, named(executor), () -> work.answer("task", requestThread, delay));
    }

    @GetMapping("/view")
    WebAsyncTask<ModelAndView> view(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        String requestThread = Thread.currentThread().getName();
        return task(null, named(executor),
                () -> new ModelAndView("task/view", "answer", work.answer("task", requestThread, delay)));
    }

    @GetMapping("/error")
    WebAsyncTask<Answer> error(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        return task(null, named(executor), () -> work.fail(delay));
    }

    /** The work takes longer than the time-out: the fallback answers, and the work sees that nobody waits for it. */
    @GetMapping("/timeout")
    WebAsyncTask<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        String requestThread = Thread.currentThread().getName();
        WebAsyncTask<Answer> task = task((long) timeoutMillis, named(executor),
                () -> work.answer("task", requestThread, delay.beyond(timeoutMillis)));
        task.onTimeout(() -> {
            count("timedOut");
            return Answer.fallback("task", AnswerText.NO_ANSWER.with(timeoutMillis), requestThread);
        });
        return task;
    }

    /** Submitted to an executor that is always full. */
    @GetMapping("/rejected")
    WebAsyncTask<Answer> rejected(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return task(null, full, () -> work.answer("task", requestThread, delay));
    }

    private AsyncTaskExecutor named(String name) {
        InvalidValueException.require(executors.containsKey(name), "executor",
                "one of " + String.join(", ", executors.keySet()));
        return executors.get(name);
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** How many fallbacks have answered, how many connections broke while a task ran, and how many requests are over. */
    public Map<String, Integer> outcomes() {
        return outcomes;
    }

    /** @param timeoutMillis null for the default of {@code <mvc:async-support>} */
    @SuppressWarnings("unchecked")
    private <T> WebAsyncTask<T> task(Long timeoutMillis, AsyncTaskExecutor executor, Callable<T> callable) {
        WebAsyncTask<T> task = new WebAsyncTask<>(timeoutMillis, executor, callable);
        task.onError(() -> {
            count("brokenOff");
            // anything else, null too, would be the answer, and no interceptor would be asked for one
            return (T) CallableProcessingInterceptor.RESULT_NONE;
        });
        task.onCompletion(() -> count("completed"));
        return task;
    }
}
