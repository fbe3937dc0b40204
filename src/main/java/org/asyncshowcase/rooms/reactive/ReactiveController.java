package org.asyncshowcase.rooms.reactive;

import java.time.Duration;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.AnswerText;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.SlowWork;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.support.ExecutorServiceAdapter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A {@link Mono} is a recipe: MVC subscribes to it, parks the request as with a DeferredResult, and dispatches with the
 * value. Here the partner is waited for by a timer, so that no thread is held at all.
 */
@Controller
@RequestMapping("/reactive")
class ReactiveController {

    private final SlowWork work;
    private final Scheduler timer;
    private final Scheduler full;
    private final int timeoutMillis;

    /**
     * @param full an executor that refuses everything
     * @param timeoutMillis how long the partner may take before the fallback answers
     */
    ReactiveController(SlowWork work, Scheduler timer, TaskExecutor full, int timeoutMillis) {
        this.work = work;
        this.timer = timer;
        // not fromExecutor: it reports a refusal to the thread's uncaught handler as well
        this.full = Schedulers.fromExecutorService(new ExecutorServiceAdapter(full));
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping({"/mono", "/body"})
    @ResponseBody
    Mono<Answer> mono(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return wait(delay).map(tick ->
                Answer.value("reactive", AnswerText.PARTNER.with(delay.millis()), requestThread));
    }

    @GetMapping("/view")
    Mono<ModelAndView> view(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return mono(delay).map(answer -> new ModelAndView("reactive/view", "answer", answer));
    }

    @GetMapping("/error")
    @ResponseBody
    Mono<Answer> error(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return wait(delay).map(tick -> {
            throw new IllegalStateException("the partner failed, as this example asks it to");
        });
    }

    /** The fallback answers; the source is cancelled, and nothing goes on that nobody waits for. */
    @GetMapping("/timeout")
    @ResponseBody
    Mono<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        Mono<Answer> fallback = Mono.fromSupplier(() ->
                Answer.fallback("reactive", AnswerText.NO_ANSWER.with(timeoutMillis), requestThread));
        return mono(delay.beyond(timeoutMillis)).timeout(Duration.ofMillis(timeoutMillis), fallback, timer);
    }

    /** Work that blocks needs a thread; this executor is always full. */
    @GetMapping("/rejected")
    @ResponseBody
    Mono<Answer> rejected(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return Mono.fromCallable(() -> work.answer("reactive", requestThread, delay)).subscribeOn(full);
    }

    private Mono<Long> wait(Delay delay) {
        return Mono.delay(Duration.ofMillis(delay.millis()), timer);
    }
}
