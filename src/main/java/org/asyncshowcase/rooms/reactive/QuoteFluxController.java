package org.asyncshowcase.rooms.reactive;

import java.time.Duration;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.rooms.example.InvalidValueException;
import org.asyncshowcase.rooms.example.LastEventId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.ServletWebRequest;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Quotes as a {@link Flux}: as server-sent events that go on, and as an array of those that are held. */
@Controller
class QuoteFluxController {

    private static final int MAX_LIST = 1_000;
    private static final ServerSentEvent<Object> HEARTBEAT = ServerSentEvent.builder().comment("heartbeat").build();

    private final QuoteLog log;
    private final QuoteFlux quotes;
    private final Readers readers;
    private final Scheduler timer;
    private final Duration heartbeat;
    private final Duration life;

    QuoteFluxController(QuoteLog log, Readers readers, Scheduler timer, int heartbeatMillis, int lifeMillis) {
        this.log = log;
        this.quotes = new QuoteFlux(log);
        this.readers = readers;
        this.timer = timer;
        this.heartbeat = Duration.ofMillis(heartbeatMillis);
        this.life = Duration.ofMillis(lifeMillis);
    }

    @GetMapping(path = "/reactive/flux", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<Flux<ServerSentEvent<Object>>> flux(ServletWebRequest request) {
        String seen = LastEventId.of(request);
        Flux<ServerSentEvent<Object>> quotes = seen != null ? after(seen) : from(log.seen());
        Flux<ServerSentEvent<Object>> heartbeats =
                Flux.interval(heartbeat, timer).onBackpressureDrop().map(tick -> HEARTBEAT);
        // 1: how many each of the two may be ahead of the reader
        return Readers.unbuffered(readers.open("flux",
                Flux.merge(1, quotes, heartbeats).take(life, timer), request));
    }

    private Flux<ServerSentEvent<Object>> after(String id) {
        long position = log.positionAfter(id);
        // not held any more: a gap event, then everything that is held
        return position < 0 ? from(log.oldest()).startWith(QuoteFlux.GAP) : from(position);
    }

    /** First the id of this position, without data: no event, but who is cut off before the first quote resumes here. */
    private Flux<ServerSentEvent<Object>> from(long position) {
        return quotes.from(position).startWith(ServerSentEvent.builder().retry(Duration.ofSeconds(1))
                .comment("the headers leave with the first bytes").id(log.idBefore(position)).build());
    }

    /** MVC collects what is not streamed, as a DeferredResult: the Flux must have an end, and fit the memory. */
    @GetMapping(path = "/reactive/list", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Flux<Quote> list(@RequestParam(defaultValue = "10") int count) {
        InvalidValueException.require(count >= 0 && count <= MAX_LIST, "count", "a whole number from 0 to " + MAX_LIST);
        long end = log.seen();
        long from = Math.max(log.oldest(), end - count);
        return Flux.range(0, (int) (end - from)).handle((index, list) -> {
            Quote quote = log.at(from + index);
            if (quote != null) {
                list.next(quote);
            }
        });
    }
}
