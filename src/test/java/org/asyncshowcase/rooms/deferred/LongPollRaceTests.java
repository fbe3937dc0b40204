package org.asyncshowcase.rooms.deferred;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.asyncshowcase.feed.Backlog;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/** A quote and a poll that meet, without a context. */
class LongPollRaceTests {

    /** The quote arrives while the poll looks back: 5,000 times the poll gets it. */
    @Test
    void losesNoQuoteBetweenTwoPolls() throws Exception {
        ExecutorService publisher = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 5_000; i++) {
                QuoteLog log = new QuoteLog(2);
                log.append(new Quote("node-1", "ACME", "1", 0));
                Quote quote = new Quote("node-2", "ACME", "2", 0);
                Waiters waiters = new Waiters(log);
                waiters.afterPropertiesSet();
                LongPollController room = new LongPollController(log, waiters, 1);
                AtomicInteger arrived = new AtomicInteger();
                int later = i % 200;
                Future<?> published = publisher.submit(() -> {
                    meet(arrived, later);
                    log.append(quote);
                });
                meet(arrived, 0);
                DeferredResult<ResponseEntity<Backlog>> poll = room.after("node-1");
                published.get();
                assertThat(poll.hasResult()).as("result of poll %d", i).isTrue();
            }
        } finally {
            publisher.shutdownNow();
        }
    }

    /** A client that found a quote in the log is back before all are told of it: it has that one, and gets the next. */
    @Test
    void waitsForTheNextQuoteWhileOthersAreToldOfTheOneThatItHas() {
        QuoteLog log = new QuoteLog(2);
        Waiters waiters = new Waiters(log);
        LongPollController room = new LongPollController(log, waiters, 1);
        List<DeferredResult<ResponseEntity<Backlog>>> polls = new ArrayList<>();
        // told before the waiters are
        log.subscribe(quote -> polls.add(room.after(quote.getId())));
        waiters.afterPropertiesSet();

        log.append(new Quote("node-1", "ACME", "1", 0));

        assertThat(polls).hasSize(1).noneMatch(DeferredResult::hasResult);

        log.append(new Quote("node-2", "ACME", "2", 0));

        assertThat(((ResponseEntity<?>) polls.get(0).getResult()).getBody()).isInstanceOfSatisfying(Backlog.class,
                backlog -> assertThat(backlog.getQuotes()).extracting(Quote::getId).containsExactly("node-2"));
        assertThat(polls.get(1).hasResult()).isFalse();
    }

    /** Both threads leave at the same moment, or one of them a little later: it moves across the time of a poll. */
    private static void meet(AtomicInteger arrived, int later) {
        arrived.incrementAndGet();
        while (arrived.get() < 2) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < later; i++) {
            Thread.onSpinWait();
        }
    }
}
