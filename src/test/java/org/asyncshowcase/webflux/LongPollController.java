package org.asyncshowcase.webflux;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.asyncshowcase.feed.Backlog;
import org.asyncshowcase.feed.QuoteLog;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/** The long poll: each answer carries the cursor to ask with next, so that no quote is lost between two polls. */
@RestController
class LongPollController {

    private static final String CURSOR = "Last-Event-ID";

    private final Map<MonoSink<Backlog>, String> waiting = new ConcurrentHashMap<>();
    private final QuoteLog log;
    private final Duration timeout;
    private final Scheduler timer;

    LongPollController(QuoteLog log, Duration timeout, Scheduler timer) {
        this.log = log;
        this.timeout = timeout;
        this.timer = timer;
        // the publisher's thread writes each answer
        log.subscribe(quote -> waiting.forEach(this::answer));
    }

    @GetMapping("/deferred/quotes")
    Mono<ResponseEntity<Backlog>> after(@RequestParam(required = false) String after) {
        String cursor = StringUtils.hasLength(after) ? after : log.newest();
        return Mono.<Backlog>create(poll -> add(poll, cursor)).map(ResponseEntity::ok)
                .timeout(timeout, Mono.just(ResponseEntity.noContent().header(CURSOR, cursor).build()), timer);
    }

    private void add(MonoSink<Backlog> poll, String cursor) {
        waiting.put(poll, cursor);
        // answered, timed out, or left by its client
        poll.onDispose(() -> waiting.remove(poll));
        // subscribed first, now look back: a quote that came in between is seen twice, and the first result wins
        answer(poll, cursor);
    }

    private void answer(MonoSink<Backlog> poll, String cursor) {
        Backlog backlog = log.after(cursor);
        if (!backlog.getQuotes().isEmpty() || backlog.isGap()) {
            poll.success(backlog);
        }
    }

    int waiting() {
        return waiting.size();
    }
}
