package org.asyncshowcase.rooms.reactive;

import java.util.Collections;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.publisher.SynchronousSink;

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
        return Flux.defer(() -> {
            Cursor cursor = new Cursor(position);
            // wake-ups that come while the reader does not ask are one: it reads on from its position
            return Flux.create(this::wakeUps, OverflowStrategy.LATEST).concatMap(wakeUp -> Flux.generate(cursor::next), 1);
        });
    }

    /** Subscribes first; the first wake-up looks back. The source's thread brings the others. */
    private void wakeUps(FluxSink<Object> reader) {
        Runnable wakeUp = () -> reader.next(this);
        log.follow(wakeUp);
        reader.onDispose(() -> log.unfollow(wakeUp));
        reader.next(this);
    }

    /** Where one reader is. Reactor calls it from one thread at a time. */
    private final class Cursor {

        private long position;

        Cursor(long position) {
            this.position = position;
        }

        /** One that its reader has asked for: an Iterator would be asked for one ahead, since Reactor 3.4. */
        void next(SynchronousSink<ServerSentEvent<Object>> reader) {
            if (position >= log.seen()) {
                reader.complete();
                return;
            }
            Quote quote = log.at(position);
            if (quote == null) {
                position = log.behindGap(position);
                reader.next(GAP);
            } else {
                position++;
                reader.next(ServerSentEvent.<Object>builder(quote).id(quote.getId()).build());
            }
        }
    }
}
