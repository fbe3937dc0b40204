package org.asyncshowcase.rooms.blocking;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.partners.PartnerAnswer;
import org.asyncshowcase.rooms.example.partners.PartnerAnswers;
import org.asyncshowcase.rooms.example.partners.PartnerCall;
import org.asyncshowcase.rooms.example.partners.PartnerCalls;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.RestTemplate;

/** One partner after the other: the answer takes the sum of them, and the container's thread waits for each. */
@Controller
class ClientController {

    private final PartnerCalls calls;
    private final RestTemplate client;

    ClientController(PartnerCalls calls, RestTemplate client) {
        this.calls = calls;
        this.client = client;
    }

    @GetMapping("/blocking/client")
    @ResponseBody
    PartnerAnswers client(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay,
            @RequestParam(defaultValue = "") Set<String> fail, @RequestParam(defaultValue = "") Set<String> late) {
        long started = System.nanoTime();
        List<PartnerAnswer> parts = new ArrayList<>();
        for (PartnerCall call : calls.of(delay, fail, late)) {
            parts.add(ask(call));
        }
        return new PartnerAnswers("blocking", parts, Thread.currentThread().getName(), started);
    }

    private PartnerAnswer ask(PartnerCall call) {
        long started = System.nanoTime();
        try {
            return PartnerAnswer.answered(call, client.getForObject(call.uri(), JsonNode.class), started);
        } catch (RestClientException ex) {
            return PartnerAnswer.missing(call, reason(ex), started);
        }
    }

    private static String reason(RestClientException failure) {
        if (failure instanceof RestClientResponseException) {
            return "answered " + ((RestClientResponseException) failure).getRawStatusCode();
        }
        if (failure.getCause() instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        return failure.getCause() instanceof ConnectException ? "cannot be reached" : "no usable answer";
    }
}
