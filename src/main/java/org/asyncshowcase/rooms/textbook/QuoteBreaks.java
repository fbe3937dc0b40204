package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.rooms.example.UnavailableException;

/** Quotes that are lost: between the look and the subscription, and between two connections. */
@RestController
class QuoteBreaks implements Consumer<Quote>, InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(QuoteBreaks.class);

    /** The polls are for one symbol: no other quote, such as the ticker's, comes to their rescue. */
    private static final String SYMBOL = "TEXTBOOK";
    private static final int CAPACITY = 8;
    private static final long LOOK_MILLIS = 300;
    private static final long POLL_MILLIS = 2_000;
    private static final long STREAM_MILLIS = 10_000;

    private final Queue<DeferredResult<List<Quote>>> polls = new ArrayBlockingQueue<>(CAPACITY);
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final QuoteLog quotes;

    QuoteBreaks(QuoteLog quotes) {
        this.quotes = quotes;
    }

    @Override
    public void afterPropertiesSet() {
        quotes.subscribe(this);
    }

    @Override
    public void destroy() {
        quotes.unsubscribe(this);
    }

    /** Looks first, for as long as a database would, and subscribes after that: a quote that comes in between is lost. */
    @GetMapping("/textbook/quotes")
    DeferredResult<List<Quote>> lookThenSubscribe(@RequestParam String after) throws InterruptedException {
        DeferredResult<List<Quote>> poll = new DeferredResult<>(POLL_MILLIS, Collections.emptyList());
        List<Quote> found = quotes.after(Quote.id("after", after)).getQuotes().stream()
                .filter(quote -> quote.getSymbol().equals(SYMBOL)).collect(Collectors.toList());
        Thread.sleep(LOOK_MILLIS);
        if (!found.isEmpty()) {
            poll.setResult(found);
        } else if (!polls.offer(poll)) {
            throw new UnavailableException("too many wait for a quote");
        }
        poll.onCompletion(() -> polls.remove(poll));
        return poll;
    }

    /** Called by the JMS thread. */
    @Override
    public void accept(Quote quote) {
        if (quote.getSymbol().equals(SYMBOL)) {
            for (DeferredResult<List<Quote>> poll = polls.poll(); poll != null; poll = polls.poll()) {
                poll.setResult(Collections.singletonList(quote));
            }
        }
    }

    /** Events without ids: who comes again cannot say what it has seen. */
    @GetMapping("/textbook/events")
    synchronized SseEmitter withoutIds() throws IOException {
        if (followers.size() >= CAPACITY) {
            throw new UnavailableException("there are too many readers");
        }
        Follower follower = new Follower();
        // the headers leave with the first bytes
        follower.emitter.send(SseEmitter.event().comment("open"));
        follower.emitter.onCompletion(() -> followers.remove(follower));
        followers.add(follower);
        return follower.emitter;
    }

    /** Called by the scheduler, ten times a second: the JMS thread writes to no client. */
    public void send() {
        followers.forEach(Follower::send);
    }

    private final class Follower {

        private final SseEmitter emitter = new SseEmitter(2 * STREAM_MILLIS);
        private final long opened = System.currentTimeMillis();
        private long position = quotes.seen();

        private void send() {
            try {
                for (; position < quotes.seen(); position++) {
                    Quote quote = quotes.at(position);
                    if (quote != null) {
                        emitter.send(SseEmitter.event().data(quote, MediaType.APPLICATION_JSON));
                    }
                }
                if (System.currentTimeMillis() - opened > STREAM_MILLIS) {
                    emitter.complete();
                    followers.remove(this);
                }
            } catch (IOException | IllegalStateException ex) {
                log.debug("A reader has left", ex);
                followers.remove(this);
            }
        }
    }
}
