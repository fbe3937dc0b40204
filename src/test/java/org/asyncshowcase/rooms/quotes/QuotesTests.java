package org.asyncshowcase.rooms.quotes;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.feed.QuoteLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class QuotesTests extends RoomTest {

    @Test
    void acceptsAQuoteAsJson() throws Exception {
        mvc.perform(post("/quotes").contentType(MediaType.APPLICATION_JSON)
                .content("{\"symbol\":\"BRK.A\",\"price\":612345.5}"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.id", matchesPattern("[a-z0-9]+-[a-z0-9]+")))
                .andExpect(jsonPath("$.symbol", is("BRK.A")))
                .andExpect(jsonPath("$.price", is(612345.5)));
    }

    @Test
    void acceptsAQuoteAsAForm() throws Exception {
        mvc.perform(post("/quotes").contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .param("symbol", "ACME").param("price", "0.0001"))
                .andExpect(status().isAccepted());
    }

    @ParameterizedTest
    @CsvSource({
            "'{\"price\":1}', symbol", "'{\"symbol\":null,\"price\":1}', symbol",
                    "'{\"symbol\":\"acme\",\"price\":1}', symbol",
            "'{\"symbol\":\"ABCDEFGHIJKLM\",\"price\":1}', symbol", "'{\"symbol\":[],\"price\":1}', symbol",
            "'{\"symbol\":\"A\\r\\nB\",\"price\":1}', symbol",
            "'{\"symbol\":\"ACME\"}', price", "'{\"symbol\":\"ACME\",\"price\":0}', price",
            "'{\"symbol\":\"ACME\",\"price\":-1}', price", "'{\"symbol\":\"ACME\",\"price\":\"x\"}', price",
            "'{\"symbol\":\"ACME\",\"symbol\":\"ACME\",\"price\":1}', symbol",
            "'{\"symbol\":\"ACME\",\"price\":1,\"symbol\":\"ACME\"}', symbol",
            "'{\"symbol\":\"ACME\",\"price\":1e99}', price", "'{\"symbol\":\"ACME\",\"price\":true}', price"})
    void namesTheFieldThatIsNotUsable(String body, String field) throws Exception {
        mvc.perform(post("/quotes").contentType(MediaType.APPLICATION_JSON).content(body))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith(field + ": ")));
    }

    @Test
    void publishesNothingWhereTheAnswerWouldNotBeAccepted(@Autowired QuoteLog log) throws Exception {
        long seen = log.seen();

        mvc.perform(post("/quotes").contentType(MediaType.APPLICATION_FORM_URLENCODED).accept(MediaType.IMAGE_PNG)
                .param("symbol", "GHOST").param("price", "1")).andExpect(status().isNotAcceptable());
        acceptsAQuoteAsAForm();

        await().until(() -> log.seen() > seen);
        assertThat(log.latestPrice("GHOST")).isNull();
    }

    @Test
    void leadsABrowserBackToItsForm(@Autowired QuoteLog log) throws Exception {
        long seen = log.seen();

        mvc.perform(post("/quotes").contentType(MediaType.APPLICATION_FORM_URLENCODED).accept(MediaType.TEXT_HTML)
                .param("symbol", "ACME").param("price", "1")).andExpect(status().isSeeOther())
                .andExpect(header().string("Location", "/?published#quotes"));

        await().until(() -> log.seen() > seen);
    }

    @Test
    void namesTheFieldThatTheFormLeftOut() throws Exception {
        mvc.perform(post("/quotes").contentType(MediaType.APPLICATION_FORM_URLENCODED).param("symbol", "ACME"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("price: ")));
    }
}
