package org.asyncshowcase.rooms.deferred;

import org.asyncshowcase.feed.Backlog;
import org.asyncshowcase.feed.QuoteLog;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.async.DeferredResult;

/** The long poll: each answer carries the cursor to ask with next, so that no quote is lost between two polls. */
@Controller
class LongPollController {

    /** As the header of server-sent events, here of a response. */
    private static final String CURSOR = "Last-Event-ID";

    private final QuoteLog log;
    private final Waiters waiters;
    private final long timeoutMillis;

    LongPollController(QuoteLog log, Waiters waiters, int timeoutMillis) {
        this.log = log;
        this.waiters = waiters;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * The quotes after this one: at once if there are any or some may be missing, as after an id that is none of ours; else
     * when the next one comes. A client without a cursor waits for the next one; if there is none in time, the 204 has the
     * cursor too, as a header.
     */
    @GetMapping("/deferred/quotes")
    DeferredResult<ResponseEntity<Backlog>> after(@RequestParam(required = false) String after) {
        String cursor = StringUtils.hasLength(after) ? after : log.newest();
        DeferredResult<ResponseEntity<Backlog>> poll =
                new DeferredResult<>(timeoutMillis, ResponseEntity.noContent().header(CURSOR, cursor).build());
        waiters.add(poll, quote -> answer(poll, cursor));
        // subscribed first, now look back: a quote that came in between is seen twice, and the first result wins
        answer(poll, cursor);
        return poll;
    }

    /** Not with what the client has: a quote is in the log before all are told of it, and who has found it may be back. */
    private void answer(DeferredResult<ResponseEntity<Backlog>> poll, String cursor) {
        Backlog backlog = log.after(cursor);
        if (!backlog.getQuotes().isEmpty() || backlog.isGap()) {
            poll.setResult(ResponseEntity.ok(backlog));
        }
    }
}
