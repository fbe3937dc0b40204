package org.asyncshowcase.rooms.quotes;

import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.feed.BrokerAwayException;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteSender;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/** The way in for a quote over HTTP; it reaches those who wait by way of the broker, like every other. */
@Controller
class QuotesController {

    private final QuoteSender sender;

    QuotesController(QuoteSender sender) {
        this.sender = sender;
    }

    @PostMapping(path = "/quotes", consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @ResponseBody
    Quote publish(@RequestBody NewQuote quote) {
        try {
            return sender.publish(quote.symbol(), quote.price());
        } catch (BrokerAwayException ex) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, ex.getMessage(), ex);
        }
    }

    /** Reads these two parameters and no other: nothing of the form is bound to an object. */
    @PostMapping(path = "/quotes", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @ResponseBody
    Quote publish(String symbol, String price) {
        return publish(new NewQuote(symbol, price));
    }

    /** Leads a browser without script back to its form, by GET: a reload publishes nothing. */
    @PostMapping(path = "/quotes", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Void> publishAndReturn(String symbol, String price, HttpServletRequest request) {
        publish(symbol, price);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, request.getContextPath() + "/?published#quotes").build();
    }
}
