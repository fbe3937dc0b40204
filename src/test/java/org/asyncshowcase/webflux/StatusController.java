package org.asyncshowcase.webflux;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The live figures, by the names that they have in the WAR. */
@RestController
class StatusController {

    private final LongPollController polls;
    private final QuoteStreamController streams;
    private final Places places;

    StatusController(LongPollController polls, QuoteStreamController streams, Places places) {
        this.polls = polls;
        this.streams = streams;
        this.places = places;
    }

    @GetMapping("/status")
    Map<String, Integer> status() {
        Map<String, Integer> status = new LinkedHashMap<>();
        status.put("waitingForQuotes", polls.waiting());
        status.put("streams", streams.streams());
        status.put("parked", places.taken());
        return status;
    }
}
