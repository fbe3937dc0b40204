package org.asyncshowcase.rooms.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class QuoteFramesTests {

    private final QuoteLog log = new QuoteLog(100);
    private final QuoteFrames frames = new QuoteFrames(log, new ObjectMapper(), 100);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void writesAQuoteAsItsIdAndOneLineOfJson() {
        log.append(new Quote("node-1", "ACME", "12.50", 1700000000000L));

        assertThat(frames.feed(null).read(0, out)).isEqualTo(1);

        assertThat(text()).isEqualTo("id: node-1\n"
                + "data: {\"id\":\"node-1\",\"symbol\":\"ACME\",\"price\":12.50,\"at\":1700000000000}\n\n");
    }

    @Test
    void passesOverWhatTheFilterDoesNotMatch() {
        append(1, "ACME");
        append(2, "GLOBEX");
        append(3, "ACME");

        assertThat(frames.feed("GLOBEX").read(0, out)).isEqualTo(3);

        assertThat(text()).contains("id: node-2\n").doesNotContain("ACME");
    }

    @Test
    void readsNoMoreThanABatchAtATime() {
        QuoteLog big = new QuoteLog(1_000);
        for (int each = 1; each <= 1_000; each++) {
            big.append(new Quote("node-" + each, "ACME", "1", 0));
        }
        Feed feed = new QuoteFrames(big, new ObjectMapper(), 1_000).feed(null);

        long position = feed.read(0, out);

        assertThat(position).isBetween(1L, 999L);
        assertThat(out.size()).isLessThan(9 * 1024);
        StringBuilder all = new StringBuilder(text());
        while (position < 1_000) {
            out.reset();
            position = feed.read(position, out);
            all.append(text());
        }
        assertThat(all.toString().split("id: ")).hasSize(1_001);
    }

    /** The log holds one quote alone: who comes later can only be given the bytes that were made for the first reader. */
    @Test
    void turnsAQuoteIntoBytesOnceForAllReaders() {
        QuoteLog short1 = new QuoteLog(1);
        QuoteFrames shared = new QuoteFrames(short1, new ObjectMapper(), 2);
        short1.append(new Quote("node-1", "ACME", "1", 0));
        shared.feed(null).read(0, new ByteArrayOutputStream());
        short1.append(new Quote("node-2", "ACME", "1", 0));

        shared.feed("ACME").read(0, out);

        assertThat(text()).contains("id: node-1\n").contains("id: node-2\n").doesNotContain("gap");
    }

    /** A quote that is overwritten just before it is read must not be missed in silence. */
    @Test
    void tellsOfTheGapWhereAQuoteIsHeldNoLonger() {
        QuoteLog two = new QuoteLog(2);
        for (int each = 1; each <= 5; each++) {
            two.append(new Quote("node-" + each, "ACME", "1", 0));
        }

        long position = new QuoteFrames(two, new ObjectMapper(), 2).feed(null).read(1, out);

        assertThat(position).isEqualTo(5);
        assertThat(text()).startsWith("event: gap\ndata: ").contains("id: node-4\n").contains("id: node-5\n");
        assertThat(text().split("event: gap")).hasSize(2);
    }

    /** On a stream that is open, also on one whose symbol does not come. */
    @Test
    void writesAGapWhereTheLogHasABreak() {
        append(1, "ACME");
        log.interrupted();
        append(2, "ACME");

        assertThat(frames.feed("GLOBEX").skip(0)).isEqualTo(1);
        assertThat(frames.feed(null).read(0, out)).isEqualTo(log.seen());

        assertThat(text()).matches("(?s)id: node-1\n.*event: gap\ndata: \\{}\n\nid: node-2\n.*");
        assertThat(text().split("event: gap")).hasSize(2);
    }

    @Test
    void namesThePlaceOfAHeartbeat() {
        String origin = heartbeat(0);
        append(1, "ACME");

        assertThat(heartbeat(1)).isEqualTo(": heartbeat\nid: node-1\n\n");
        assertThat(origin).isEqualTo(": heartbeat\nid: " + log.idBefore(0) + "\n\n");
    }

    /** It is told of the gap by the next read: until then it comes back with the id that it had. */
    @Test
    void namesNoPlaceThatIsNotHeld() {
        for (int each = 1; each <= 102; each++) {
            append(each, "ACME");
        }

        assertThat(heartbeat(1)).isEqualTo(": heartbeat\n\n");
    }

    private String heartbeat(long position) {
        return new String(frames.feed("GLOBEX").heartbeat(position), StandardCharsets.UTF_8);
    }

    @Test
    void skipsWhatTheFilterDoesNotMatch() {
        append(1, "ACME");
        append(2, "ACME");
        Feed globex = frames.feed("GLOBEX");
        assertThat(globex.skip(0)).isEqualTo(2).isEqualTo(globex.end());

        append(3, "GLOBEX");
        append(4, "ACME");

        assertThat(globex.skip(0)).isEqualTo(2);
        assertThat(globex.skip(3)).isEqualTo(4);
        assertThat(frames.feed(null).skip(0)).isZero();
    }

    /** The reader must be told, though nothing may match. */
    @Test
    void skipsNoGap() {
        QuoteLog two = new QuoteLog(2);
        for (int each = 1; each <= 5; each++) {
            two.append(new Quote("node-" + each, "ACME", "1", 0));
        }

        assertThat(new QuoteFrames(two, new ObjectMapper(), 2).feed("GLOBEX").skip(1)).isEqualTo(1);
    }

    private void append(int number, String symbol) {
        log.append(new Quote("node-" + number, symbol, "1", 0));
    }

    private String text() {
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
}
