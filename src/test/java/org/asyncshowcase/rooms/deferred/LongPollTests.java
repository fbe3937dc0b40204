package org.asyncshowcase.rooms.deferred;

import com.jayway.jsonpath.JsonPath;
import org.asyncshowcase.RoomTest;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.feed.QuoteSender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class LongPollTests extends RoomTest {

    @Autowired
    private QuoteSender quotes;

    @Autowired
    private QuoteLog log;

    @BeforeEach
    void waitForTheBroker() {
        await().until(quotes::isConnected);
    }

    @Test
    void answersTheNextQuoteToWhoeverHasNoCursor() throws Exception {
        MvcResult first = start(get("/deferred/quotes"));
        MvcResult second = start(get("/deferred/quotes"));
        Quote quote = quotes.publish("ACME", "5.50");

        for (MvcResult poll : new MvcResult[] {first, second}) {
            dispatch(poll).andExpect(status().isOk())
                    .andExpect(jsonPath("$.quotes", hasSize(1)))
                    .andExpect(jsonPath("$.quotes[0].symbol", is("ACME")))
                    .andExpect(jsonPath("$.quotes[0].price", is(5.50)))
                    .andExpect(jsonPath("$.last", is(quote.getId())))
                    .andExpect(jsonPath("$.gap", is(false)));
        }
    }

    @Test
    void answersAtOnceWhatHasComeSinceTheCursor() throws Exception {
        String cursor = next();
        Quote second = quotes.publish("ACME", "2");
        Quote third = quotes.publish("ACME", "3");
        await().until(() -> log.positionAfter(third.getId()) >= 0);

        dispatch(start(get("/deferred/quotes").param("after", cursor)))
                .andExpect(jsonPath("$.quotes", hasSize(2)))
                .andExpect(jsonPath("$.quotes[0].id", is(second.getId())))
                .andExpect(jsonPath("$.last", is(third.getId())))
                .andExpect(jsonPath("$.gap", is(false)));
    }

    @Test
    void parksWhereNothingHasComeSinceTheCursor() throws Exception {
        String cursor = next();
        MvcResult poll = start(get("/deferred/quotes").param("after", cursor));
        assertThat(held.size()).isEqualTo(1);
        Quote quote = quotes.publish("GLOBEX", "7");

        dispatch(poll).andExpect(jsonPath("$.quotes[0].id", is(quote.getId())));
        assertThat(held.size()).isZero();
    }

    @Test
    void waitsForTheNextQuoteWhereTheCursorIsEmpty() throws Exception {
        next();
        MvcResult poll = start(get("/deferred/quotes?after="));
        Quote quote = quotes.publish("ACME", "1");

        dispatch(poll).andExpect(jsonPath("$.quotes[0].id", is(quote.getId()))).andExpect(jsonPath("$.gap", is(false)));
    }

    /** Held no longer, or none of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"gone-1", "17", "a b-1", "<script>", "a-1\r\nid: 2", "abcdefghijklmn-1"})
    void tellsOfTheGapWhereTheCursorIsUnknown(String after) throws Exception {
        String last = next();

        dispatch(start(get("/deferred/quotes").param("after", after))).andExpect(status().isOk())
                .andExpect(jsonPath("$.gap", is(true))).andExpect(jsonPath("$.last", is(last)));
    }

    @Test
    void answersTheGapOfABreakWhetherItWasParkedBeforeOrComesLater() throws Exception {
        String cursor = next();
        MvcResult parked = start(get("/deferred/quotes").param("after", cursor));

        log.interrupted();

        dispatch(start(get("/deferred/quotes").param("after", cursor)))
                .andExpect(jsonPath("$.quotes", hasSize(0))).andExpect(jsonPath("$.gap", is(true)))
                .andExpect(jsonPath("$.last", is(log.newest())));
        Quote quote = quotes.publish("ACME", "1");
        dispatch(parked).andExpect(jsonPath("$.gap", is(true))).andExpect(jsonPath("$.last", is(quote.getId())));
    }

    @Test
    void answers204OnTimeout() throws Exception {
        MvcResult poll = start(get("/deferred/quotes"));
        timeOut(poll);

        dispatch(poll).andExpect(status().isNoContent()).andExpect(header().string("Last-Event-ID", log.newest()));
    }

    @Test
    void namesThePlaceBeforeAllQuotes() {
        QuoteLog empty = new QuoteLog(2);
        String cursor = empty.newest();
        empty.append(new Quote("node-1", "ACME", "1", 0));

        assertThat(empty.after(cursor).isGap()).isFalse();
        assertThat(empty.after(cursor).getLast()).isEqualTo("node-1");
        assertThat(new QuoteLog(2).after(cursor).isGap()).isTrue();
    }

    /** A quote that has arrived, to poll after. */
    private String next() throws Exception {
        MvcResult poll = start(get("/deferred/quotes"));
        quotes.publish("ACME", "1");
        return JsonPath.read(dispatch(poll).andReturn().getResponse().getContentAsString(), "$.last");
    }
}
