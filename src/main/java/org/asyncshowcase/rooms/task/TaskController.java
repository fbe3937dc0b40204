package org.asyncshowcase.rooms.task;

import java.util.concurrent.Callable;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.AnswerText;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.SlowWork;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.ModelAndView;

/** A {@link WebAsyncTask} chooses the executor, the time-out and the fallback for its own kind of work. */
@Controller
@RequestMapping("/task")
class TaskController {

    private final SlowWork work;
    private final NamedExecutors executors;
    private final AsyncTaskExecutor full;
    private final TaskOutcomes outcomes;
    private final int timeoutMillis;

    /**
     * @param full refuses everything
     * @param timeoutMillis how long the work may take before the fallback answers, in the time-out's example
     */
    TaskController(SlowWork work, NamedExecutors executors, AsyncTaskExecutor full, TaskOutcomes outcomes, int timeoutMillis) {
        this.work = work;
        this.executors = executors;
        this.full = full;
        this.outcomes = outcomes;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/body")
    @ResponseBody
    WebAsyncTask<Answer> body(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        String requestThread = Thread.currentThread().getName();
        return task(null, executors.named(executor), () -> work.answer("task", requestThread, delay));
    }

    @GetMapping("/view")
    WebAsyncTask<ModelAndView> view(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        String requestThread = Thread.currentThread().getName();
        return task(null, executors.named(executor),
                () -> new ModelAndView("task/view", "answer", work.answer("task", requestThread, delay)));
    }

    @GetMapping("/error")
    @ResponseBody
    WebAsyncTask<Answer> error(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        return task(null, executors.named(executor), () -> work.fail(delay));
    }

    /** The work takes longer than the time-out: the fallback answers, and the work sees that nobody waits for it. */
    @GetMapping("/timeout")
    @ResponseBody
    WebAsyncTask<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        String requestThread = Thread.currentThread().getName();
        WebAsyncTask<Answer> task = task((long) timeoutMillis, executors.named(executor),
                () -> work.answer("task", requestThread, delay.beyond(timeoutMillis)));
        task.onTimeout(() -> {
            outcomes.timedOut();
            return Answer.fallback("task", AnswerText.NO_ANSWER.with(timeoutMillis), requestThread);
        });
        return task;
    }

    /** Submitted to an executor that is always full. */
    @GetMapping("/rejected")
    @ResponseBody
    WebAsyncTask<Answer> rejected(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return task(null, full, () -> work.answer("task", requestThread, delay));
    }

    /** @param timeoutMillis null for the default of {@code <mvc:async-support>} */
    @SuppressWarnings("unchecked")
    private <T> WebAsyncTask<T> task(Long timeoutMillis, AsyncTaskExecutor executor, Callable<T> callable) {
        WebAsyncTask<T> task = new WebAsyncTask<>(timeoutMillis, executor, callable);
        task.onError(() -> {
            outcomes.brokenOff();
            // anything else, null too, would be the answer, and no interceptor would be asked for one
            return (T) CallableProcessingInterceptor.RESULT_NONE;
        });
        task.onCompletion(outcomes::completed);
        return task;
    }
}
