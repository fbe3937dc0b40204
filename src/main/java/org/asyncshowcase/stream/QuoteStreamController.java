package org.asyncshowcase.stream;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.events.Quote;
import org.asyncshowcase.events.QuoteLog;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Server-sent events: every quote to every reader, resumed after the last one that a reader has seen. */
@Controller
class QuoteStreamController implements Consumer<Quote>, InitializingBean, DisposableBean {

    /** A comment; EventSource passes over it. */
    private static final byte[] HEARTBEAT = bytes(": heartbeat\n\n");
    private static final String WELCOME = "retry: 1000\n: the headers leave with the first bytes\n\n";

    private final QuoteLog log;
    private final QuoteFrames frames;
    private final LiveStreams streams;
    private final TaskExecutor writers;

    QuoteStreamController(QuoteLog log, QuoteFrames frames, LiveStreams streams, TaskExecutor writers) {
        this.log = log;
        this.frames = frames;
        this.streams = streams;
        this.writers = writers;
    }

    @Override
    public void afterPropertiesSet() {
        log.subscribe(this);
    }

    @Override
    public void destroy() {
        log.unsubscribe(this);
    }

    /** Called by the JMS thread. */
    @Override
    public void accept(Quote quote) {
        streams.itemCame();
    }

    /**
     * @param after as the header, which wins: for an EventSource that is opened anew, and can send no header
     */
    @GetMapping(path = "/stream/quotes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<ResponseBodyEmitter> quotes(@RequestParam(required = false) String symbol,
            @RequestParam(required = false) String after,
            @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId,
            HttpServletRequest request) {
        if (symbol != null) {
            Quote.symbol(symbol);
        }
        ResponseBodyEmitter emitter = streams.emitter();
        String seen = lastEventId != null ? Quote.id("Last-Event-ID", lastEventId)
                : after != null ? Quote.id("after", after) : null;
        streams.open(stream(emitter, symbol, seen), request);
        return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noCache()).header("X-Accel-Buffering", "no").body(emitter);
    }

    private LiveStream stream(ResponseBodyEmitter emitter, String symbol, String seen) {
        String first = WELCOME;
        long from = log.seen();
        if (seen != null) {
            from = log.positionAfter(seen);
            if (from < 0) {
                first += "event: gap\ndata: {\"after\":\"" + seen + "\"}\n\n";
                from = log.oldest();
            }
        } else if (log.at(from - 1) != null) {
            // no event, but an id: whoever is cut off before the first quote resumes here
            first += "id: " + log.at(from - 1).getId() + "\n\n";
        }
        return new LiveStream(emitter, frames.feed(symbol), bytes(first), from, HEARTBEAT, writers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
