package org.asyncshowcase.rooms.reactive;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The quotes as events, by demand: what a reader has not asked for stays in the log, and is held for nobody. Where quotes
 * are missing, since the log has overwritten them or has a break, there is an event {@code gap}; it goes on behind it.
 */
public final class QuoteFlux {

    /** An event without data would be none for a browser. */
    public static final ServerSentEvent<Object> GAP =
            ServerSentEvent.<Object>builder(Collections.emptyMap()).event("gap").build();

    private final QuoteLog log;

    public QuoteFlux(QuoteLog log) {
        this.log = log;
    }

    /** @param position of the first quote */
    public Flux<ServerSentEvent<Object>> from(long position) {
        // not Flux.create and a concatMap: under load they lost a wake-up, and the stream went on without quotes
        return Flux.from(reader -> {
            Cursor cursor = new Cursor(position, reader);
            log.follow(cursor);
            reader.onSubscribe(cursor);
        });
    }

    /** Where one reader is. Safe for any thread; one at a time reads on, and the others leave that to it. */
    private final class Cursor implements Subscription, Runnable {

        private final Subscriber<? super ServerSentEvent<Object>> reader;
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger calls = new AtomicInteger();
        private volatile boolean over;
        private long position;

        Cursor(long position, Subscriber<? super ServerSentEvent<Object>> reader) {
            this.position = position;
            this.reader = reader;
        }

        /** Called by the reader's thread. */
        @Override
        public void request(long count) {
            requested.accumulateAndGet(count, Operators::addCap);
            run();
        }

        /** Called by the source's thread, when there is more to read. */
        @Override
        public void run() {
            if (calls.getAndIncrement() > 0) {
                return;
            }
            int seen;
            do {
                seen = calls.get();
                while (!over && requested.get() > 0 && position < log.seen()) {
                    requested.decrementAndGet();
                    reader.onNext(next());
                }
            } while (!calls.compareAndSet(seen, 0));
        }

        private ServerSentEvent<Object> next() {
            Quote quote = log.at(position);
            if (quote == null) {
                position = log.behindGap(position);
                return GAP;
            }
            position++;
            return ServerSentEvent.<Object>builder(quote).id(quote.getId()).build();
        }

        @Override
        public void cancel() {
            over = true;
            log.unfollow(this);
        }
    }
}
