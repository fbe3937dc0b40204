package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import reactor.core.publisher.Mono;

/** A status and a header of one's own: a ResponseEntity around, or within, whatever is asynchronous. */
@RestController
class StatusForms {

    private static final String BODY = "accepted\n";

    @GetMapping("/textbook/status/emitter")
    ResponseEntity<ResponseBodyEmitter> emitter() throws IOException {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        emitter.send(BODY, MediaType.TEXT_PLAIN);
        emitter.complete();
        return accepted().body(emitter);
    }

    @GetMapping("/textbook/status/streaming")
    ResponseEntity<StreamingResponseBody> streaming() {
        return accepted().body(out -> out.write(BODY.getBytes(StandardCharsets.UTF_8)));
    }

    /** The status is known now, the body later. */
    @GetMapping("/textbook/status/entity")
    ResponseEntity<Mono<String>> entity() {
        return accepted().body(Mono.just(BODY));
    }

    /** All of it is known later. */
    @GetMapping("/textbook/status/mono")
    Mono<ResponseEntity<String>> mono() {
        return Mono.fromSupplier(() -> accepted().body(BODY));
    }

    private static ResponseEntity.BodyBuilder accepted() {
        return ResponseEntity.status(HttpStatus.ACCEPTED).header("X-Form", "textbook").contentType(MediaType.TEXT_PLAIN);
    }
}
