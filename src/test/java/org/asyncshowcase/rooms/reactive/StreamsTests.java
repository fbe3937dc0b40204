package org.asyncshowcase.rooms.reactive;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class StreamsTests extends RoomTest {

    private final List<MvcResult> opened = new ArrayList<>();

    @Autowired
    private QuoteSender quotes;

    @Autowired
    private QuoteLog log;

    @Autowired
    private Readers readers;

    @BeforeEach
    void waitForTheBroker() {
        await().until(quotes::isConnected);
    }

    @AfterEach
    void everyPlaceIsFreeAgain() throws Exception {
        for (MvcResult each : opened) {
            breakConnection(each);
            complete(each);
        }
        assertThat(readers.figures().get("open")).isEqualTo(0);
        assertThat(held.size()).isZero();
    }

    /** Trap 7. */
    @Test
    void writesTheFirstBytesAtOnce() throws Exception {
        MvcResult stream = open(null);

        await().untilAsserted(() -> assertThat(text(stream))
                .matches("id:[a-z0-9-]+\nretry:1000\n:the headers leave with the first bytes\n\n"));
        assertThat(stream.getResponse().getContentType()).startsWith("text/event-stream");
        assertThat(stream.getResponse().getHeader("Cache-Control")).isEqualTo("no-cache");
        assertThat(stream.getResponse().getHeader("X-Accel-Buffering")).isEqualTo("no");
        assertThat(stream.getRequest().getAsyncContext().getTimeout()).as("not without end").isEqualTo(3_600_000);
    }

    /** EventSource keeps the id of an event that has no data: whoever is cut off before the first quote loses none. */
    @Test
    void namesThePlaceWhereAReaderBegins() throws Exception {
        String before = publish();

        MvcResult stream = open(null);

        await().untilAsserted(() -> assertThat(text(stream)).startsWith("id:" + before + "\nretry:"));
    }

    @Test
    void resumesAfterTheParameterOnlyWhereThereIsNoHeader() throws Exception {
        String seen = publish();
        String second = publish();
        String third = publish();

        MvcResult openedAnew = start(get("/reactive/flux").param("after", seen));
        MvcResult reconnected = start(get("/reactive/flux").param("after", seen).header("Last-Event-ID", second));
        MvcResult byPolyfill = start(get("/reactive/flux").param("after", seen).param("lastEventId", second)
                .header("Last-Event-ID", ""));
        opened.addAll(List.of(openedAnew, reconnected, byPolyfill));

        await().untilAsserted(() -> assertThat(ids(openedAnew)).containsExactly(second, third));
        await().untilAsserted(() -> assertThat(ids(reconnected)).containsExactly(third));
        await().untilAsserted(() -> assertThat(ids(byPolyfill)).containsExactly(third));
    }

    @Test
    void writesEachQuoteToEveryReader() throws Exception {
        open(null);
        open(null);

        Quote quote = quotes.publish("ACME", "12.34");

        for (MvcResult each : opened) {
            await().untilAsserted(() -> assertThat(text(each)).endsWith("\n\nid:" + quote.getId() + "\ndata:{\"id\":\""
                    + quote.getId() + "\",\"symbol\":\"ACME\",\"price\":12.34,\"at\":" + quote.getAt() + "}\n\n"));
        }
    }

    @Test
    void resumesExactlyAfterTheLastEventId() throws Exception {
        String seen = publish();
        String second = publish();
        String third = publish();

        MvcResult stream = open(seen);

        await().untilAsserted(() -> assertThat(ids(stream)).containsExactly(second, third));
        assertThat(text(stream)).doesNotContain("event:gap");
    }

    /** Trap 8: an id that is none of ours is answered as one that is held no longer, and not written back. */
    @ParameterizedTest
    @ValueSource(strings = {"gone-1", "17", "a-1 ", "<script>", "a-1\ndata: forged"})
    void tellsTheGapOfWhomTheLogDoesNotKnow(String id) throws Exception {
        String held = publish();

        MvcResult stream = open(id);

        await().untilAsserted(() -> assertThat(ids(stream)).contains(held));
        // the gap first: who is cut off between the two is told of it again
        assertThat(text(stream)).matches("event:gap\ndata:\\{}\n\nid:[a-z0-9-]+\nretry:(?s:.*)");
    }

    @Test
    void takesAnEmptyIdForNone() throws Exception {
        String before = publish();

        MvcResult stream = open("");

        await().untilAsserted(() -> assertThat(text(stream)).startsWith("id:" + before + "\nretry:"));
    }

    @Test
    void collectsTheLastQuotesInAnArray() throws Exception {
        publish();
        String second = publish();
        String third = publish();

        dispatch(start(get("/reactive/list?count=2"))).andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_JSON))
                .andExpect(jsonPath("$", hasSize(2)))
                .andExpect(jsonPath("$[0].id", is(second))).andExpect(jsonPath("$[1].id", is(third)));
    }

    @Test
    void collectsNothingInAnEmptyArray() throws Exception {
        dispatch(start(get("/reactive/list?count=0"))).andExpect(status().isOk()).andExpect(content().string("[]"));
    }

    @ParameterizedTest
    @CsvSource({"ndjson,application/stream+json,application/stream+json", "ndjson,application/x-ndjson,application/x-ndjson",
            "ndjson,*/*,application/stream+json", "flowable,*/*,application/stream+json"})
    void writesALineForEachRow(String path, String accept, String type) throws Exception {
        MvcResult stream = start(get("/reactive/" + path + "?count=3").header("Accept", accept));
        dispatch(stream);

        assertThat(text(stream)).isEqualTo("{\"number\":1,\"of\":3}\n{\"number\":2,\"of\":3}\n{\"number\":3,\"of\":3}\n");
        assertThat(stream.getResponse().getContentType()).startsWith(type);
        assertThat(stream.getResponse().getHeader("Content-Disposition")).isEqualTo("inline; filename=\"rows.ndjson\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "flowable"})
    void writesRowsOfTheSizeThatIsAskedFor(String path) throws Exception {
        MvcResult stream = start(get("/reactive/" + path + "?count=1&size=3"));
        dispatch(stream);

        assertThat(text(stream)).isEqualTo("{\"number\":1,\"of\":1,\"text\":\"xxx\"}\n");
    }

    @ParameterizedTest
    @CsvSource({"ndjson?count=-1,count", "ndjson?count=100000001,count", "ndjson?count=x,count", "flowable?count=-1,count",
            "list?count=1001,count", "ndjson?size=-1,size", "flowable?size=1001,size"})
    void namesTheParameterThatCannotBeUsed(String path, String name) throws Exception {
        mvc.perform(get("/reactive/" + path)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith(name + ": ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux", "ndjson", "flowable"})
    void opensNoStreamForHead(String path) throws Exception {
        dispatch(start(head("/reactive/" + path))).andExpect(status().isOk()).andExpect(content().string(""));
    }

    private String publish() {
        String id = quotes.publish("ACME", "1").getId();
        await().until(() -> log.positionAfter(id) >= 0);
        return id;
    }

    private MvcResult open(String lastEventId) throws Exception {
        MvcResult stream = start(lastEventId == null ? get("/reactive/flux")
                : get("/reactive/flux").header("Last-Event-ID", lastEventId));
        opened.add(stream);
        return stream;
    }

    private static String text(MvcResult stream) throws Exception {
        return stream.getResponse().getContentAsString();
    }

    private static List<String> ids(MvcResult stream) throws Exception {
        List<String> ids = new ArrayList<>();
        String[] lines = text(stream).split("\n");
        for (int line = 1; line < lines.length; line++) {
            if (lines[line].startsWith("data:") && lines[line - 1].startsWith("id:")) {
                ids.add(lines[line - 1].substring(3));
            }
        }
        return ids;
    }
}
