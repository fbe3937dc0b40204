package org.asyncshowcase.rooms.callable;

import java.util.concurrent.Callable;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.SlowWork;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.ModelAndView;

/** A {@link Callable} is run by MVC's own executor; the container's thread goes back to its pool at once. */
@RestController
@RequestMapping("/callable")
class CallableController {

    private final SlowWork work;
    private final AsyncTaskExecutor full;
    private final int timeoutMillis;

    /**
     * @param full refuses everything
     * @param timeoutMillis the default time-out of {@code <mvc:async-support>}: a Callable has no other
     */
    CallableController(SlowWork work, AsyncTaskExecutor full, int timeoutMillis) {
        this.work = work;
        this.full = full;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/body")
    Callable<Answer> body(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return () -> work.answer("callable", requestThread, delay);
    }

    @GetMapping("/view")
    Callable<ModelAndView> view(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return () -> new ModelAndView("callable/view", "answer", work.answer("callable", requestThread, delay));
    }

    @GetMapping("/error")
    Callable<Answer> error(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return () -> work.fail(delay);
    }

    /** The work takes longer than the time-out. */
    @GetMapping("/timeout")
    Callable<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return body(delay.beyond(timeoutMillis));
    }

    /** Submitted to an executor that is always full: MVC's own stays free for the neighbours. */
    @GetMapping("/rejected")
    WebAsyncTask<Answer> rejected(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return new WebAsyncTask<>(null, full, body(delay));
    }
}
