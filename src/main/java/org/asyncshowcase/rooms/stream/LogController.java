package org.asyncshowcase.rooms.stream;

import java.io.IOException;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** The application's own log, followed live: what is held at once, then each line as it comes. */
@Controller
class LogController {

    private final LogLines lines;
    private final LiveStreams streams;

    LogController(LogLines lines, LiveStreams streams) {
        this.lines = lines;
        this.streams = streams;
    }

    @GetMapping("/stream/log")
    ResponseEntity<ResponseBodyEmitter> log(ServletWebRequest request) throws IOException {
        ResponseBodyEmitter emitter = streams.open(request, lines, LogLines.EMPTY_LINE, lines.oldest());
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .cacheControl(CacheControl.noCache()).header("X-Accel-Buffering", "no").body(emitter);
    }
}
