package org.asyncshowcase.webflux;

import java.util.UUID;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The way in for a quote. There is no broker between it and the log: JMS blocks. */
@RestController
class QuotesController {

    private final String node = UUID.randomUUID().toString().substring(0, 8);
    private final QuoteLog log;
    private final Scheduler publisher;
    private long quotes;

    /** @param publisher has one thread */
    QuotesController(QuoteLog log, Scheduler publisher) {
        this.log = log;
        this.publisher = publisher;
    }

    /** A form is read as it comes, too: its values are no request parameters here. */
    @PostMapping(path = "/quotes", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Quote> publish(ServerWebExchange exchange) {
        return exchange.getFormData().publishOn(publisher).map(this::publish);
    }

    private Quote publish(MultiValueMap<String, String> form) {
        String symbol = form.getFirst("symbol");
        String price = form.getFirst("price");
        InvalidValueException.require(Quote.isSymbol(symbol), "symbol", Quote.SYMBOL_RULE);
        InvalidValueException.require(Quote.isPrice(price), "price", Quote.PRICE_RULE);
        Quote quote = new Quote(node + "-" + Long.toString(++quotes, 36), symbol, price, System.currentTimeMillis());
        log.append(quote);
        return quote;
    }
}
