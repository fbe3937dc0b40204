package home;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stands for whatever brings a reader's events: one that is posted enters the log at once. */
@RestController
class QuoteSource {

    private final AtomicInteger sequence = new AtomicInteger();
    private final QuoteLog log;

    QuoteSource(QuoteLog log) {
        this.log = log;
    }

    @PostMapping("/quotes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> publish(String symbol, String price) {
        Quote quote = new Quote("home-" + sequence.incrementAndGet(), symbol, price, System.currentTimeMillis());
        log.append(quote);
        return Collections.singletonMap("id", quote.getId());
    }
}
