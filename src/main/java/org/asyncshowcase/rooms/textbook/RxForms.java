package org.asyncshowcase.rooms.textbook;

import java.util.concurrent.TimeUnit;

import io.reactivex.Completable;
import io.reactivex.Maybe;
import io.reactivex.Observable;
import io.reactivex.Scheduler;
import io.reactivex.schedulers.Schedulers;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** RxJava 2: an Observable that is streamed, and what has one value, or none. */
@RestController
class RxForms {

    private final Scheduler scheduler;

    RxForms(ThreadPoolTaskScheduler timer) {
        this.scheduler = Schedulers.from(timer.getScheduledExecutor());
    }

    /** The media type makes a stream of it; without one MVC collects a list. */
    @GetMapping(path = "/textbook/observable/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Observable<Tick> streamed() {
        return ticks();
    }

    @GetMapping("/textbook/observable/sse")
    Observable<ServerSentEvent<Tick>> events() {
        return ticks().map(tick -> ServerSentEvent.builder(tick).event("tick").build());
    }

    @GetMapping("/textbook/maybe")
    Maybe<Tick> maybe() {
        return Maybe.timer(Tick.PERIOD_MILLIS, TimeUnit.MILLISECONDS, scheduler).map(Tick::new);
    }

    /** Nothing: an empty 200. */
    @GetMapping("/textbook/maybe/empty")
    Maybe<Tick> empty() {
        return maybe().filter(tick -> false);
    }

    @GetMapping("/textbook/completable")
    Completable completable() {
        return Completable.timer(Tick.PERIOD_MILLIS, TimeUnit.MILLISECONDS, scheduler);
    }

    private Observable<Tick> ticks() {
        return Observable.intervalRange(1, Tick.COUNT, Tick.PERIOD_MILLIS, Tick.PERIOD_MILLIS, TimeUnit.MILLISECONDS,
                scheduler).map(Tick::new);
    }
}
