package org.asyncshowcase.blocking;

import org.asyncshowcase.Answer;
import org.asyncshowcase.Delay;
import org.asyncshowcase.SlowWork;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The "before": the container's thread does the work itself and serves nobody else meanwhile. */
@Controller
@RequestMapping("/blocking")
class BlockingController {

    private final SlowWork work;

    BlockingController(SlowWork work) {
        this.work = work;
    }

    @GetMapping("/body")
    @ResponseBody
    Answer body(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) throws InterruptedException {
        return work.answer("blocking", Thread.currentThread().getName(), delay);
    }

    @GetMapping("/view")
    ModelAndView view(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) throws InterruptedException {
        return new ModelAndView("blocking/view", "answer", body(delay));
    }

    @GetMapping("/error")
    @ResponseBody
    Answer error(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) throws InterruptedException {
        return work.fail(delay);
    }
}
