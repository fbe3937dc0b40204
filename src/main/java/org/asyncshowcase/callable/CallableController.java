package org.asyncshowcase.callable;

import java.util.concurrent.Callable;

import org.asyncshowcase.Answer;
import org.asyncshowcase.Delay;
import org.asyncshowcase.SlowWork;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** A {@link Callable} is run by MVC's own executor; the container's thread goes back to its pool at once. */
@Controller
@RequestMapping("/callable")
class CallableController {

    private final SlowWork work;
    private final int timeoutMillis;

    /** @param timeoutMillis the default time-out of {@code <mvc:async-support>}: a Callable has no other */
    CallableController(SlowWork work, int timeoutMillis) {
        this.work = work;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/body")
    @ResponseBody
    Callable<Answer> body(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return () -> work.answer("callable", requestThread, delay);
    }

    @GetMapping("/view")
    Callable<ModelAndView> view(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        Callable<Answer> body = body(delay);
        return () -> new ModelAndView("callable/view", "answer", body.call());
    }

    @GetMapping("/error")
    @ResponseBody
    Callable<Answer> error(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return () -> work.fail(delay);
    }

    /** The work takes longer than the time-out. */
    @GetMapping("/timeout")
    @ResponseBody
    Callable<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return body(delay.beyond(timeoutMillis));
    }

    /** {@code FullPoolInterceptor} keeps the pool full while this is submitted. */
    @GetMapping("/rejected")
    @ResponseBody
    Callable<Answer> rejected(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return body(delay);
    }
}
