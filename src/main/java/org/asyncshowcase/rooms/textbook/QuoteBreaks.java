package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.rooms.example.InvalidValueException;

/** Quotes that are lost: between the look and the subscription, and between two connections. */
@RestController
class QuoteBreaks implements Consumer<Quote>, InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(QuoteBreaks.class);

    /** The polls are for one symbol: no other quote, such as the ticker's, comes to their rescue. */
    private static final String SYMBOL = "LOOK";
    private static final int CAPACITY = 8;
    private static final long LOOK_MILLIS = 600;
    private static final long POLL_MILLIS = 2_000;
    private static final long STREAM_MILLIS = 10_000;

    private final BlockingQueue<DeferredResult<List<Quote>>> polls = new ArrayBlockingQueue<>(CAPACITY);
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
    DeferredResult<List<Quote>> lookThenSubscribe(@RequestParam String after, WebRequest request)
            throws InterruptedException {
        InvalidValueException.require(Quote.isId(after), "after", Quote.ID_RULE);
        DeferredResult<List<Quote>> poll = new DeferredResult<>(POLL_MILLIS, Collections.emptyList());
        List<Quote> found = quotes.after(after).getQuotes().stream()
                .filter(quote -> quote.getSymbol().equals(SYMBOL)).collect(Collectors.toList());
        Thread.sleep(LOOK_MILLIS);
        if (!found.isEmpty()) {
            poll.setResult(found);
        } else if (polls.remainingCapacity() == 0) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many wait for a quote");
        } else {
            WebAsyncUtils.getAsyncManager(request).registerDeferredResultInterceptor(poll, new Subscription(poll));
        }
        return poll;
    }

    /** Begins when MVC has parked the poll: a request that is refused takes no place, and MVC reports no end of it. */
    private final class Subscription implements DeferredResultProcessingInterceptor {

        private final DeferredResult<List<Quote>> poll;

        Subscription(DeferredResult<List<Quote>> poll) {
            this.poll = poll;
        }

        @Override
        public <T> void preProcess(NativeWebRequest request, DeferredResult<T> parked) {
            polls.offer(poll);
        }

        @Override
        public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> parked) {
            polls.remove(poll);
        }
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
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "there are too many readers");
        }
        Follower follower = new Follower();
        // the headers leave with the first bytes
        follower.emitter.send(SseEmitter.event().comment("open"));
        follower.emitter.onError(failure -> followers.remove(follower));
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
