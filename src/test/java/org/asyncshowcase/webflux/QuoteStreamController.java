package org.asyncshowcase.webflux;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.rooms.reactive.QuoteFlux;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Server-sent events: every quote to every reader, resumed after the last one that a reader has seen. */
@RestController
class QuoteStreamController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final AtomicInteger streams = new AtomicInteger();
    private final QuoteLog log;
    private final QuoteFlux quotes;
    private final Scheduler timer;

    QuoteStreamController(QuoteLog log, Scheduler timer) {
        this.log = log;
        this.quotes = new QuoteFlux(log);
        this.timer = timer;
    }

    @GetMapping(path = "/stream/quotes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<Flux<ServerSentEvent<Object>>> quotes(
            @RequestHeader(name = "Last-Event-ID", required = false) String seen) {
        Flux<ServerSentEvent<Object>> heartbeats = Flux.interval(HEARTBEAT, timer).onBackpressureDrop()
                .map(tick -> ServerSentEvent.builder().comment("heartbeat").build());
        return ResponseEntity.ok().header("X-Accel-Buffering", "no")
                .body(Flux.merge(1, seen == null ? from(log.seen()) : after(seen), heartbeats)
                        .doOnSubscribe(reader -> streams.incrementAndGet()).doFinally(end -> streams.decrementAndGet()));
    }

    private Flux<ServerSentEvent<Object>> after(String id) {
        long position = log.positionAfter(id);
        // not held any more: a gap event, then everything that is held
        return position < 0 ? from(log.oldest()).startWith(QuoteFlux.GAP) : from(position);
    }

    private Flux<ServerSentEvent<Object>> from(long position) {
        return quotes.from(position).startWith(ServerSentEvent.builder().retry(Duration.ofSeconds(1))
                .comment("the headers leave with the first bytes").id(log.idBefore(position)).build());
    }

    int streams() {
        return streams.get();
    }
}
