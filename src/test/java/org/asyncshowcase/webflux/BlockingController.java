package org.asyncshowcase.webflux;

import java.util.concurrent.Callable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A library that blocks, such as JDBC, JPA, JMS or RestTemplate. */
@RestController
class BlockingController {

    private final Callable<String> library;
    private final Scheduler workers;

    BlockingController(Callable<String> library, Scheduler workers) {
        this.library = library;
        this.workers = workers;
    }

    /** Wrong: the event loop's thread waits, and with it every connection of that loop. */
    @GetMapping("/blocking/loop")
    Mono<String> loop() {
        return Mono.fromCallable(library);
    }

    /** Right: the same call on a thread for blocking calls, as a Callable of MVC. */
    @GetMapping("/blocking/worker")
    Mono<String> worker() {
        return Mono.fromCallable(library).subscribeOn(workers);
    }
}
