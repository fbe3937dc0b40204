package org.asyncshowcase.rooms.stream;

import java.io.ByteArrayOutputStream;

import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.rooms.stream.QuoteFrames.Frame;

/** The quotes of one symbol, or all of them, as one reader follows them. A position is that of the log. */
final class QuoteFeed implements Feed {

    private static final int BATCH_BYTES = 8 * 1024;
    /** Names no id: what a client has sent is not written back. */
    static final String GAP = "event: gap\ndata: {}\n\n";
    private static final byte[] GAP_BYTES = QuoteFrames.bytes(GAP);

    private final QuoteLog log;
    private final QuoteFrames frames;
    private final String symbol;

    /** @param symbol null for all */
    QuoteFeed(QuoteLog log, QuoteFrames frames, String symbol) {
        this.log = log;
        this.frames = frames;
        this.symbol = symbol;
    }

    @Override
    public long end() {
        return log.seen();
    }

    @Override
    public long skip(long from) {
        long end = end();
        long position = from;
        while (position < end && isOfAnother(frames.frame(position))) {
            position++;
        }
        return position;
    }

    /** A gap is to be read. */
    private boolean isOfAnother(Frame frame) {
        return frame != null && !frame.has(symbol);
    }

    @Override
    public byte[] heartbeat(long position) {
        return QuoteFrames.bytes(": heartbeat\n" + frames.place(position));
    }

    @Override
    public long read(long from, ByteArrayOutputStream out) {
        long position = from;
        for (long end = end(); position < end && out.size() < BATCH_BYTES; position++) {
            Frame frame = frames.frame(position);
            if (frame == null) {
                // a break, or overwritten since the client asked for it: the client goes on behind the gap
                out.write(GAP_BYTES, 0, GAP_BYTES.length);
                position = log.behindGap(position) - 1;
            } else if (frame.has(symbol)) {
                out.write(frame.bytes, 0, frame.bytes.length);
            }
        }
        return position;
    }
}
