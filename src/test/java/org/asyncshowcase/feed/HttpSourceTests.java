package org.asyncshowcase.feed;

import java.util.ArrayList;
import java.util.List;

import org.asyncshowcase.feed.http.HttpQuoteSender;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpSourceTests {

    private final QuoteLog log = new QuoteLog(10);
    private final QuoteSender sender = new HttpQuoteSender(log, new Node());

    @Test
    void callsThoseWhoFollowOnTheThreadThatPublishes() {
        List<Thread> called = new ArrayList<>();
        log.subscribe(quote -> called.add(Thread.currentThread()));
        String before = log.newest();

        Quote quote = sender.publish("ACME", "1.5");

        assertThat(called).containsExactly(Thread.currentThread());
        assertThat(log.after(before).getQuotes()).containsExactly(quote);
        assertThat(log.after(before).isGap()).isFalse();
        assertThat(sender.isConnected()).isTrue();
    }

    @Test
    void refusesWhatIsNoQuote() {
        assertThatThrownBy(() -> sender.publish("acme", "1")).isInstanceOf(IllegalArgumentException.class);

        assertThat(log.seen()).isZero();
    }
}
