package org.asyncshowcase.stream;

import javax.servlet.http.HttpServletRequest;

import org.springframework.core.task.TaskExecutor;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** The application's own log, followed live: what is held at once, then each line as it comes. */
@Controller
class LogController {

    private static final byte[] FIRST = {'\n'};

    private final LogLines lines;
    private final LiveStreams streams;
    private final TaskExecutor writers;

    LogController(LogLines lines, LiveStreams streams, TaskExecutor writers) {
        this.lines = lines;
        this.streams = streams;
        this.writers = writers;
    }

    @GetMapping("/stream/log")
    ResponseEntity<ResponseBodyEmitter> log(HttpServletRequest request) {
        ResponseBodyEmitter emitter = streams.emitter();
        streams.open(new LiveStream(emitter, lines, FIRST, lines.oldest(), FIRST, writers), request);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .cacheControl(CacheControl.noCache()).header("X-Accel-Buffering", "no").body(emitter);
    }
}
