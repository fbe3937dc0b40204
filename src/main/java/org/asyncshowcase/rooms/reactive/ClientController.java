package org.asyncshowcase.rooms.reactive;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.partners.PartnerAnswer;
import org.asyncshowcase.rooms.example.partners.PartnerAnswers;
import org.asyncshowcase.rooms.example.partners.PartnerCall;
import org.asyncshowcase.rooms.example.partners.PartnerCalls;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** All partners at once: the answer takes as long as the slowest of them, and no thread waits. */
@RestController
class ClientController {

    private final PartnerCalls calls;
    private final WebClient client;
    private final Scheduler timer;
    private final Duration timeout;

    ClientController(PartnerCalls calls, WebClient client, Scheduler timer, int timeoutMillis) {
        this.calls = calls;
        this.client = client;
        this.timer = timer;
        this.timeout = Duration.ofMillis(timeoutMillis);
    }

    /**
     * Makes a call that is refused at once: what the first call loads takes longer on a busy machine than a partner may.
     * Called before the first request, by its thread; waits for the refusal, so that no stop meets it.
     */
    void warmUp() {
        client.get().uri("http://localhost:1/").retrieve().bodyToMono(JsonNode.class).timeout(timeout, timer)
                .onErrorResume(failure -> Mono.empty()).subscribeOn(timer).block();
    }

    @GetMapping("/reactive/client")
    Mono<PartnerAnswers> client(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "") Set<String> fail, @RequestParam(defaultValue = "") Set<String> late) {
        String requestThread = Thread.currentThread().getName();
        long started = System.nanoTime();
        return Flux.fromIterable(calls.of(delay, fail, late)).flatMapSequential(this::ask).collectList()
                .map(parts -> new PartnerAnswers("reactive", parts, requestThread, started))
                // on a thread of our own: Netty leaves thread-locals on whichever thread opens a connection
                .subscribeOn(timer);
    }

    /** A partner that is late or fails is missing, and fails nobody else; the call that is late is cancelled. */
    private Mono<PartnerAnswer> ask(PartnerCall call) {
        long started = System.nanoTime();
        return client.get().uri(call.uri()).retrieve().bodyToMono(JsonNode.class)
                .timeout(timeout, timer)
                .map(body -> PartnerAnswer.answered(call, body, started))
                .switchIfEmpty(Mono.fromSupplier(() -> PartnerAnswer.answered(call, null, started)))
                .onErrorResume(failure -> Mono.just(PartnerAnswer.missing(call, reason(failure), started)));
    }

    private static String reason(Throwable failure) {
        // since 5.3 a body that cannot be read is such a failure too, of the status that came: it has a cause
        if (failure instanceof WebClientResponseException && failure.getCause() == null) {
            return "answered " + ((WebClientResponseException) failure).getRawStatusCode();
        }
        if (failure instanceof TimeoutException) {
            return "no answer in time";
        }
        // since 5.3 it is the cause of another one
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof ConnectException
                ? "cannot be reached" : "no usable answer";
    }
}
