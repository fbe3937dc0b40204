package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import javax.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import org.asyncshowcase.rooms.example.InvalidValueException;

/** Two broadcasts, by who sends, and for each a reader that does not read. */
@Controller
class BroadcastController {

    private final Map<String, Broadcast> broadcasts;
    private final StalledReaders stalled;

    BroadcastController(Map<String, Broadcast> broadcasts, StalledReaders stalled) {
        this.broadcasts = new TreeMap<>(broadcasts);
        this.stalled = stalled;
    }

    @GetMapping("/textbook/broadcast/{sender}")
    SseEmitter read(@PathVariable String sender) {
        return named(sender).open();
    }

    @PostMapping("/textbook/broadcast/{sender}/stalled")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void stall(@PathVariable String sender, HttpServletRequest request) throws IOException {
        named(sender);
        stalled.open(request, "/textbook/broadcast/" + sender);
    }

    private Broadcast named(String sender) {
        InvalidValueException.require(broadcasts.containsKey(sender), "sender",
                "one of " + String.join(", ", broadcasts.keySet()));
        return broadcasts.get(sender);
    }
}
