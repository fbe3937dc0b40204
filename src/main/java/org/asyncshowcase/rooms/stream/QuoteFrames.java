package org.asyncshowcase.rooms.stream;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;

/**
 * The quotes as events of a {@code text/event-stream}. A quote is turned into bytes once, by the first writer that needs
 * it, however many clients read it. Ids are well-formed and the data is JSON on one line: no value can end a line early
 * (Spring 5.2 does not escape CR and LF, CVE-2026-22735).
 */
final class QuoteFrames {

    private final QuoteLog log;
    private final ObjectMapper json;
    private final AtomicReferenceArray<Frame> frames;

    /** @param capacity how many frames are kept: as many as the log has quotes */
    QuoteFrames(QuoteLog log, ObjectMapper json, int capacity) {
        this.json = json;
        this.log = log;
        this.frames = new AtomicReferenceArray<>(capacity);
    }

    /** The feed of those quotes that have this symbol; of all, if it is null. */
    Feed feed(String symbol) {
        return new QuoteFeed(log, this, symbol);
    }

    /**
     * The id of this position without data: no event, but EventSource keeps it. A client that is cut off resumes here,
     * even if no quote has come yet, or none that the filter lets through.
     */
    String place(long position) {
        String id = log.idBefore(position);
        // not held any more: the next read reports the gap
        return id == null ? "\n" : "id: " + id + "\n\n";
    }

    /** The quote at this position; null, if it is held no longer. Called by any writer. */
    Frame frame(long position) {
        Frame made = made(position);
        return made != null ? made : make(position);
    }

    private Frame made(long position) {
        Frame frame = frames.get(slot(position));
        return frame != null && frame.position == position ? frame : null;
    }

    /** Where many writers come at once, the first one makes it for all. */
    private synchronized Frame make(long position) {
        Frame made = made(position);
        Quote quote = log.at(position);
        if (made != null || quote == null) {
            return made;
        }
        Frame frame = new Frame(position, quote.getSymbol(), bytes(quote));
        frames.set(slot(position), frame);
        return frame;
    }

    private int slot(long position) {
        return (int) (position % frames.length());
    }

    private byte[] bytes(Quote quote) {
        try {
            return bytes("id: " + quote.getId() + "\ndata: " + json.writeValueAsString(quote) + "\n\n");
        } catch (JsonProcessingException ex) {
            throw new IllegalStateException("a quote can always be written", ex);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of one quote. */
    static final class Frame {

        final byte[] bytes;
        private final long position;
        private final String symbol;

        Frame(long position, String symbol, byte[] bytes) {
            this.position = position;
            this.symbol = symbol;
            this.bytes = bytes;
        }

        /** @param wanted the symbol; null for any */
        boolean has(String wanted) {
            return wanted == null || wanted.equals(symbol);
        }
    }
}
