package org.asyncshowcase.rooms.textbook;

import java.io.IOException;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What is written of what is sent: by the first converter that takes the object and the media type. */
@RestController
class SendForms {

    private static final String TEXT = "한국어, 中文";

    /** A media type changes nothing for a String: the converter of text writes it as it is, as JSON too. */
    @GetMapping("/textbook/send")
    ResponseBodyEmitter send() throws IOException {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        emitter.send(TEXT + "\n");
        emitter.send(TEXT + "\n", MediaType.TEXT_PLAIN);
        emitter.send(TEXT, MediaType.APPLICATION_JSON);
        emitter.send("\n");
        emitter.send(new Tick(1));
        emitter.send(new Tick(2), MediaType.APPLICATION_JSON);
        emitter.complete();
        return emitter;
    }

    /** A call of data for each line: Spring 5.2 does not break a text with line breaks into lines of the event. */
    @GetMapping("/textbook/sse/lines")
    SseEmitter lines() throws IOException {
        SseEmitter emitter = new SseEmitter();
        emitter.send(SseEmitter.event().data(TEXT).data("second line").data(new Tick(3)));
        emitter.complete();
        return emitter;
    }
}
