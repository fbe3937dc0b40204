package org.asyncshowcase.feed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class QuoteTextTests {

    private final QuoteLog log = new QuoteLog(10);

    @Test
    void bringsAQuoteAsItWas() {
        Quote quote = new Quote("node-1", "BRK.B", "123456789.1234", 1_700_000_000_000L);

        QuoteText.append(QuoteText.of(quote), log);

        assertThat(log.at(0)).usingRecursiveComparison().isEqualTo(quote);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "node-1", "node-1 ACME 1", "node-1 ACME 1 now", "node-1 acme 1 1", "x ACME 1 1"})
    void dropsWhatIsNoQuote(String text) {
        QuoteText.append(text, log);

        assertThat(log.seen()).isZero();
    }
}
