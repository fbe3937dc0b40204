package org.asyncshowcase.deferred;

import org.asyncshowcase.events.Backlog;
import org.asyncshowcase.events.Quote;
import org.asyncshowcase.events.QuoteLog;
import org.asyncshowcase.held.HeldRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.async.DeferredResult;

/** The long poll: each answer carries the cursor to ask with next, so that no quote is lost between two polls. */
@Controller
class LongPollController {

    private final QuoteLog log;
    private final Waiters waiters;
    private final long timeoutMillis;

    LongPollController(QuoteLog log, Waiters waiters, int timeoutMillis) {
        this.log = log;
        this.waiters = waiters;
        this.timeoutMillis = timeoutMillis;
    }

    /** The next quote, whichever it is. */
    @GetMapping("/deferred/quotes")
    DeferredResult<ResponseEntity<Backlog>> next(HeldRequest held) {
        DeferredResult<ResponseEntity<Backlog>> poll = poll();
        waiters.add(held, quote -> poll.setResult(ResponseEntity.ok(Backlog.of(quote))));
        return poll;
    }

    /** The quotes after this one: at once if there are any, else when the next one comes. */
    @GetMapping(path = "/deferred/quotes", params = "after")
    DeferredResult<ResponseEntity<Backlog>> after(@RequestParam String after, HeldRequest held) {
        Quote.id("after", after);
        DeferredResult<ResponseEntity<Backlog>> poll = poll();
        waiters.add(held, quote -> poll.setResult(ResponseEntity.ok(log.after(after))));
        // subscribed first, now look back: a quote that came in between is seen twice, and the first result wins
        Backlog backlog = log.after(after);
        if (!backlog.getQuotes().isEmpty()) {
            poll.setResult(ResponseEntity.ok(backlog));
        }
        return poll;
    }

    private DeferredResult<ResponseEntity<Backlog>> poll() {
        return new DeferredResult<>(timeoutMillis, ResponseEntity.noContent().build());
    }
}
