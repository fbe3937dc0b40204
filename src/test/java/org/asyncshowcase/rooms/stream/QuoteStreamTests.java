package org.asyncshowcase.rooms.stream;

import java.util.ArrayList;
import java.util.List;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.feed.QuoteSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class QuoteStreamTests extends RoomTest {

    private final List<MvcResult> opened = new ArrayList<>();

    @Autowired
    private QuoteSender quotes;

    @Autowired
    private QuoteLog log;

    @Autowired
    @Qualifier("quoteStreams")
    private LiveStreams streams;

    @BeforeEach
    void waitForTheBroker() {
        await().until(quotes::isConnected);
    }

    @AfterEach
    void leave() throws Exception {
        for (MvcResult each : opened) {
            breakConnection(each);
        }
        assertThat(streams.size()).isZero();
        assertThat(held.size()).isZero();
    }

    /** Trap 7: the headers of a stream on which nothing happens leave all the same. */
    @Test
    void writesTheFirstBytesAtOnce() throws Exception {
        MvcResult stream = open(null, null);

        await().untilAsserted(() -> assertThat(text(stream))
                .startsWith("retry: 1000\n: the headers leave with the first bytes\n\n"));
        assertThat(stream.getResponse().getStatus()).isEqualTo(200);
        assertThat(stream.getResponse().getContentType()).isEqualTo("text/event-stream");
        assertThat(stream.getResponse().getHeader("Cache-Control")).isEqualTo("no-cache");
        assertThat(stream.getResponse().getHeader("X-Accel-Buffering")).isEqualTo("no");
    }

    /** EventSource keeps the id of an event that has no data: whoever is cut off before the first quote loses none. */
    @Test
    void namesThePlaceWhereAReaderBegins() throws Exception {
        Quote before = publishAndAwait();

        MvcResult stream = open(null, null);

        await().untilAsserted(() -> assertThat(text(stream)).contains("\n\nid: " + before.getId() + "\n\n"));
    }

    @Test
    void writesEachQuoteToEveryReader() throws Exception {
        open(null, null);
        open(null, null);

        Quote quote = quotes.publish("ACME", "12.34");

        String event = "id: " + quote.getId() + "\ndata: {\"id\":\"" + quote.getId()
                + "\",\"symbol\":\"ACME\",\"price\":12.34,\"at\":" + quote.getAt() + "}\n\n";
        for (MvcResult each : opened) {
            await().untilAsserted(() -> assertThat(text(each)).contains("\n\n" + event));
        }
    }

    @Test
    void writesOnlyTheSymbolThatWasAskedFor() throws Exception {
        MvcResult stream = open("GLOBEX", null);
        quotes.publish("ACME", "1");
        Quote wanted = quotes.publish("GLOBEX", "2");

        await().untilAsserted(() -> assertThat(text(stream)).contains("id: " + wanted.getId() + "\n"));
        assertThat(text(stream)).doesNotContain("ACME");
    }

    @Test
    void resumesAfterTheLastEventThatWasSeen() throws Exception {
        Quote seen = publishAndAwait();
        Quote next = publishAndAwait();

        MvcResult stream = open(null, seen.getId());

        await().untilAsserted(() -> assertThat(text(stream)).contains("id: " + next.getId() + "\n"));
        assertThat(text(stream)).doesNotContain("id: " + seen.getId() + "\ndata").doesNotContain("event: gap");
    }

    @Test
    void resumesAfterTheParameterOnlyWhereThereIsNoHeader() throws Exception {
        Quote seen = publishAndAwait();
        Quote next = publishAndAwait();

        MvcResult opened = open("ACME", null, seen.getId());
        MvcResult reconnected = open("ACME", next.getId(), seen.getId());

        await().untilAsserted(() -> assertThat(text(opened)).contains("id: " + next.getId() + "\n"));
        assertThat(text(opened)).doesNotContain("id: " + seen.getId() + "\ndata");
        Quote last = publishAndAwait();
        await().untilAsserted(() -> assertThat(text(reconnected)).contains("id: " + last.getId() + "\n"));
        assertThat(text(reconnected)).doesNotContain("id: " + next.getId() + "\ndata");
    }

    @Test
    void resumesAfterTheParameterThatPolyfillsAppend() throws Exception {
        Quote opened = publishAndAwait();
        Quote seen = publishAndAwait();
        Quote next = publishAndAwait();

        MvcResult stream = start(get("/stream/quotes").param("after", opened.getId()).param("lastEventId", seen.getId())
                .header("Last-Event-ID", ""));
        this.opened.add(stream);

        await().untilAsserted(() -> assertThat(text(stream)).contains("id: " + next.getId() + "\ndata"));
        assertThat(text(stream)).doesNotContain("id: " + seen.getId() + "\ndata", "event: gap");
    }

    @Test
    void takesAnEmptyIdForNone() throws Exception {
        Quote before = publishAndAwait();

        MvcResult stream = open(null, "", "");

        await().untilAsserted(() -> assertThat(text(stream)).endsWith("\n\nid: " + before.getId() + "\n\n"));
    }

    /** Trap 29: an id that is none of ours is answered as one that is held no longer, and not written back. */
    @ParameterizedTest
    @ValueSource(strings = {"gone-1", "17", "a b-1", "\"}", "a-1\r\nid: 2", "a-1\n\ndata: forged\n\n", "a-1\rid: 2"})
    void tellsOfTheGapAndSendsWhatIsHeldWhenTheLastEventIsUnknown(String id) throws Exception {
        Quote first = publishAndAwait();
        Quote last = publishAndAwait();

        MvcResult stream = open(null, id);

        await().untilAsserted(() -> assertThat(text(stream)).contains("id: " + last.getId() + "\n"));
        assertThat(text(stream)).contains("\n\nevent: gap\ndata: {}\n\nid: ")
                .contains("id: " + first.getId() + "\n");
    }

    /** What is refused is no event stream, whatever was asked for: EventSource sees the status. */
    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "ABCDEFGHIJKLM", "A\r\nid: 1", "A\ndata: forged", "<b>"})
    void refusesAMalformedSymbol(String symbol) throws Exception {
        for (String accept : new String[] {"*/*", "text/event-stream"}) {
            mvc.perform(get("/stream/quotes").param("symbol", symbol).header("Accept", accept))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                    .andExpect(jsonPath("$.detail", is("symbol: must be 1 to 12 of A-Z, 0-9 and the dot")));
        }
        assertThat(streams.size()).isZero();
    }

    private MvcResult open(String symbol, String lastEventId) throws Exception {
        return open(symbol, lastEventId, null);
    }

    private MvcResult open(String symbol, String lastEventId, String after) throws Exception {
        MockHttpServletRequestBuilder request = get("/stream/quotes");
        if (after != null) {
            request.param("after", after);
        }
        if (symbol != null) {
            request.param("symbol", symbol);
        }
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        MvcResult stream = start(request.header("Accept", "text/event-stream"));
        opened.add(stream);
        return stream;
    }

    private Quote publishAndAwait() {
        Quote quote = quotes.publish("ACME", "1");
        await().until(() -> log.positionAfter(quote.getId()) >= 0);
        return quote;
    }

    private static String text(MvcResult stream) throws Exception {
        return stream.getResponse().getContentAsString();
    }
}
