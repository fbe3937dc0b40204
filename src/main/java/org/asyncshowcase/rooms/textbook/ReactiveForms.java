package org.asyncshowcase.rooms.textbook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.reactivex.Observable;
import org.slf4j.MDC;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** Reactive types as the manual has them, and the Reactor Context: a thread-local for a library's thread, which has none. */
@RestController
class ReactiveForms {

    /** In the MDC: the request's id, which the filter puts there for each of the container's threads. */
    private static final String ID = "request";

    private final TaskExecutor partner;
    private final ThreadPoolTaskScheduler timer;
    private final Scheduler scheduler;

    ReactiveForms(TaskExecutor partner, ThreadPoolTaskScheduler timer) {
        this.partner = partner;
        this.timer = timer;
        this.scheduler = Schedulers.fromExecutorService(timer.getScheduledExecutor());
    }

    /** Not Flux.interval: that fails where its reader has not asked for the next one in time. */
    @GetMapping("/textbook/flux")
    Flux<ServerSentEvent<Tick>> flux() {
        return Flux.range(1, Tick.COUNT).delayElements(Duration.ofMillis(Tick.PERIOD_MILLIS), scheduler)
                .map(number -> ServerSentEvent.builder(new Tick(number)).id(String.valueOf(number)).event("tick").build());
    }

    /** RxJava 2, without demand: MVC holds what comes until it can be written; here, a list, until the last has come. */
    @GetMapping("/textbook/observable")
    Observable<Tick> observable() {
        return Observable.intervalRange(1, Tick.COUNT, Tick.PERIOD_MILLIS, Tick.PERIOD_MILLIS, TimeUnit.MILLISECONDS,
                io.reactivex.schedulers.Schedulers.from(timer.getScheduledExecutor())).map(Tick::new);
    }

    /** The partner's own thread answers, and knows nothing of the request: a hook of Reactor's schedulers cannot help. */
    @GetMapping("/textbook/context/lost")
    Mono<Map<String, String>> lost() {
        return partner(ReactiveForms::seen);
    }

    /**
     * By hand, as Spring 6 does it by itself: what the request's thread knows goes into the subscription's Context, and back
     * into the thread-local of whichever thread needs it, for as long as it does.
     */
    @GetMapping("/textbook/context/hand")
    Mono<Map<String, String>> byHand() {
        return partner(() -> "").flatMap(answer -> Mono.subscriberContext().map(context -> {
            try (MDC.MDCCloseable ignored = MDC.putCloseable(ID, context.get(ID))) {
                return seen();
            }
        })).subscriberContext(Context.of(ID, MDC.get(ID)));
    }

    /** By the hook of context.xml: each thread of a Reactor Scheduler knows what the thread knew that gave it the work. */
    @GetMapping("/textbook/context/hook")
    Mono<Map<String, String>> byHook() {
        return Mono.delay(Duration.ofMillis(Tick.PERIOD_MILLIS), scheduler).map(tick -> seen());
    }

    /** What a library does that has threads of its own. */
    private <T> Mono<T> partner(Supplier<T> answer) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Tick.PERIOD_MILLIS));
            return answer.get();
        }, partner));
    }

    private static Map<String, String> seen() {
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("thread", Thread.currentThread().getName());
        seen.put(ID, MDC.get(ID));
        return seen;
    }
}
