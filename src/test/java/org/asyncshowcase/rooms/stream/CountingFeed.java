package org.asyncshowcase.rooms.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A feed whose items are the numbers from 0 on, each with a comma. */
final class CountingFeed implements Feed {

    private final AtomicLong end = new AtomicLong();
    private long passedFrom;
    private long passedTo;

    void add(int count) {
        end.addAndGet(count);
    }

    /** There is nothing to read at these positions. */
    void passOver(long from, long to) {
        passedFrom = from;
        passedTo = to;
    }

    @Override
    public long end() {
        return end.get();
    }

    @Override
    public long skip(long from) {
        return from >= passedFrom && from < passedTo ? Math.min(passedTo, end()) : from;
    }

    @Override
    public byte[] heartbeat(long position) {
        return ("~" + position).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long read(long from, ByteArrayOutputStream out) {
        long position = from;
        for (long to = end(); position < to; position++) {
            byte[] item = (position + ",").getBytes(StandardCharsets.UTF_8);
            out.write(item, 0, item.length);
        }
        return position;
    }
}
