package org.asyncshowcase.rooms.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.rooms.example.InvalidValueException;
import org.asyncshowcase.rooms.example.LastEventId;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Server-sent events: every quote to every reader, resumed after the last one that a reader has seen. */
@Controller
class QuoteStreamController implements InitializingBean, DisposableBean {

    private static final String WELCOME = "retry: 1000\n: the headers leave with the first bytes\n\n";

    private final QuoteLog log;
    private final QuoteFrames frames;
    private final LiveStreams streams;
    private final Runnable wakeUp;

    QuoteStreamController(QuoteLog log, QuoteFrames frames, LiveStreams streams) {
        this.log = log;
        this.frames = frames;
        this.streams = streams;
        this.wakeUp = streams::itemCame;
    }

    @Override
    public void afterPropertiesSet() {
        log.follow(wakeUp);
    }

    @Override
    public void destroy() {
        log.unfollow(wakeUp);
    }

    @GetMapping(path = "/stream/quotes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<ResponseBodyEmitter> quotes(@RequestParam(required = false) String symbol,
            ServletWebRequest request) throws IOException {
        InvalidValueException.require(symbol == null || Quote.isSymbol(symbol), "symbol", Quote.SYMBOL_RULE);
        return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noCache()).header("X-Accel-Buffering", "no")
                .body(open(request, symbol, LastEventId.of(request)));
    }

    private ResponseBodyEmitter open(ServletWebRequest request, String symbol, String seen) throws IOException {
        String first = WELCOME;
        long from = log.seen();
        if (seen != null) {
            from = log.positionAfter(seen);
            if (from < 0) {
                first += QuoteFeed.GAP;
                from = log.oldest();
            }
        }
        // after the gap: a client that is cut off between the two gets it again
        first += frames.place(from);
        return streams.open(request, frames.feed(symbol), first.getBytes(StandardCharsets.UTF_8), from);
    }
}
