package org.asyncshowcase.webflux;

import java.time.Duration;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.AnswerText;
import org.asyncshowcase.rooms.example.Delay;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The call of a partner, by a client that does not block: nothing holds a thread while the partner works. */
@RestController
class CallableController {

    private final Scheduler timer;

    /** @param timer stands for the partner: it answers when the delay is over */
    CallableController(Scheduler timer) {
        this.timer = timer;
    }

    @GetMapping("/callable/body")
    Mono<Answer> body(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return Mono.delay(Duration.ofMillis(delay.millis()), timer)
                .map(over -> Answer.value("callable", AnswerText.PARTNER.with(delay.millis()), requestThread));
    }
}
