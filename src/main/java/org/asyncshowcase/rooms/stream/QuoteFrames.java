package org.asyncshowcase.rooms.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

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

    private static final int BATCH_BYTES = 8 * 1024;
    private static final byte[] GAP = bytes("event: gap\ndata: {}\n\n");

    private final QuoteLog log;
    private final ObjectMapper json;
    private final Frame[] frames;

    /** @param capacity how many frames are kept: as many as the log has quotes */
    QuoteFrames(QuoteLog log, ObjectMapper json, int capacity) {
        this.json = json;
        this.log = log;
        this.frames = new Frame[capacity];
    }

    /** The feed of those quotes that have this symbol; of all, if it is null. */
    Feed feed(String symbol) {
        return new Feed() {

            @Override
            public long end() {
                return log.seen();
            }

            @Override
            public long skip(long from) {
                long position = from;
                for (long end = end(); symbol != null && position < end; position++) {
                    Frame frame = frame(position);
                    if (frame == null || symbol.equals(frame.symbol)) {
                        break;
                    }
                }
                return position;
            }

            @Override
            public byte[] heartbeat(long position) {
                return bytes(": heartbeat\n" + place(position));
            }

            @Override
            public long read(long from, ByteArrayOutputStream out) {
                long position = from;
                for (long end = end(); position < end && out.size() < BATCH_BYTES; position++) {
                    Frame frame = frame(position);
                    if (frame == null) {
                        // overwritten since the client asked for it: it is told, and goes on with what is held
                        out.write(GAP, 0, GAP.length);
                        position = log.oldest() - 1;
                    } else if (symbol == null || symbol.equals(frame.symbol)) {
                        out.write(frame.bytes, 0, frame.bytes.length);
                    }
                }
                return position;
            }
        };
    }

    /**
     * The id of this position without data: no event, but EventSource keeps it. Who is cut off resumes here, though no quote
     * has come yet, or none that the filter lets through.
     */
    String place(long position) {
        String id = log.idBefore(position);
        // not held any more: the next read tells of the gap
        return id == null ? "\n" : "id: " + id + "\n\n";
    }

    /** Where many writers come at once, the first one makes it for all; null if the quote is not held any more. */
    private synchronized Frame frame(long position) {
        int slot = (int) (position % frames.length);
        if (frames[slot] == null || frames[slot].position != position) {
            Quote quote = log.at(position);
            if (quote == null) {
                return null;
            }
            frames[slot] = new Frame(position, quote.getSymbol(), bytes(quote));
        }
        return frames[slot];
    }

    private byte[] bytes(Quote quote) {
        try {
            return bytes("id: " + quote.getId() + "\ndata: " + json.writeValueAsString(quote) + "\n\n");
        } catch (JsonProcessingException ex) {
            throw new IllegalStateException("a quote can always be written", ex);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of one quote. */
    private static final class Frame {

        private final long position;
        private final String symbol;
        private final byte[] bytes;

        Frame(long position, String symbol, byte[] bytes) {
            this.position = position;
            this.symbol = symbol;
            this.bytes = bytes;
        }
    }
}
