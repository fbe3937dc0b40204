package org.asyncshowcase.task;

import java.util.concurrent.Callable;

import org.asyncshowcase.Answer;
import org.asyncshowcase.Delay;
import org.asyncshowcase.SlowWork;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.ModelAndView;

/** A {@link WebAsyncTask} chooses the executor, the time-out and the fallback for its own kind of work. */
@Controller
@RequestMapping("/task")
class TaskController {

    private final SlowWork work;
    private final NamedExecutors executors;
    private final TaskOutcomes outcomes;
    private final int timeoutMillis;

    /** @param timeoutMillis how long the work may take before the fallback answers, in the time-out's example */
    TaskController(SlowWork work, NamedExecutors executors, TaskOutcomes outcomes, int timeoutMillis) {
        this.work = work;
        this.executors = executors;
        this.outcomes = outcomes;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/body")
    @ResponseBody
    WebAsyncTask<Answer> body(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        String requestThread = Thread.currentThread().getName();
        return task(null, executor, () -> work.answer("task", requestThread, delay));
    }

    @GetMapping("/view")
    WebAsyncTask<ModelAndView> view(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        String requestThread = Thread.currentThread().getName();
        return task(null, executor,
                () -> new ModelAndView("task/view", "answer", work.answer("task", requestThread, delay)));
    }

    @GetMapping("/error")
    @ResponseBody
    WebAsyncTask<Answer> error(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        return task(null, executor, () -> work.fail(delay));
    }

    /** The work takes longer than the time-out: the fallback answers, the work goes on to its end. */
    @GetMapping("/timeout")
    @ResponseBody
    WebAsyncTask<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "partner") String executor) {
        String requestThread = Thread.currentThread().getName();
        WebAsyncTask<Answer> task = task((long) timeoutMillis, executor,
                () -> work.answer("task", requestThread, delay.beyond(timeoutMillis)));
        task.onTimeout(() -> {
            outcomes.timedOut();
            return Answer.fallback("task", "no answer within " + timeoutMillis + " ms", requestThread);
        });
        return task;
    }

    /** {@code FullPoolInterceptor} keeps the executor {@code tiny} full while this is submitted. */
    @GetMapping("/rejected")
    @ResponseBody
    WebAsyncTask<Answer> rejected(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return body(delay, "tiny");
    }

    /** @param timeoutMillis null for the default of {@code <mvc:async-support>} */
    private <T> WebAsyncTask<T> task(Long timeoutMillis, String executor, Callable<T> callable) {
        WebAsyncTask<T> task = new WebAsyncTask<>(timeoutMillis, executors.named(executor), callable);
        task.onError(() -> {
            outcomes.brokenOff();
            return null;
        });
        task.onCompletion(outcomes::completed);
        return task;
    }
}
