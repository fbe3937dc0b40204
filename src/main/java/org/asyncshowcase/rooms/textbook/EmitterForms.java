package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Answers that are sent bit by bit: each holds a thread of {@code senders} from its first bit to its last. */
@RestController
class EmitterForms {

    private static final Logger log = LoggerFactory.getLogger(EmitterForms.class);
    private static final long TIMEOUT_MILLIS = 500;
    private static final long RECONNECT_MILLIS = 5_000;

    private final TaskExecutor senders;

    EmitterForms(TaskExecutor senders) {
        this.senders = senders;
    }

    /** What a sender's thread does for one emitter. */
    private interface Sending {
        void run() throws IOException;
    }

    @GetMapping("/textbook/sse")
    SseEmitter sse() {
        SseEmitter emitter = new SseEmitter();
        inBackground(() -> {
            for (int number = 1; number <= Tick.COUNT; number++) {
                work();
                emitter.send(SseEmitter.event().id(String.valueOf(number)).name("tick").reconnectTime(RECONNECT_MILLIS)
                        .comment("one of " + Tick.COUNT).data(new Tick(number)));
            }
            emitter.complete();
        });
        return emitter;
    }

    /** With status and headers: a proxy shall neither keep nor hold back what is sent. */
    @GetMapping("/textbook/sse/entity")
    ResponseEntity<SseEmitter> entity() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).header("X-Accel-Buffering", "no").body(sse());
    }

    /** What is sent before the handler has returned waits in memory, and is written by the request's own thread. */
    @GetMapping("/textbook/emitter")
    ResponseBodyEmitter emitter() throws IOException {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        emitter.send("sent before the handler has returned\n", MediaType.TEXT_PLAIN);
        inBackground(() -> {
            for (int number = 1; number <= Tick.COUNT; number++) {
                work();
                emitter.send(new Tick(number), MediaType.APPLICATION_JSON);
                emitter.send("\n", MediaType.TEXT_PLAIN);
            }
            emitter.complete();
        });
        return emitter;
    }

    /** Ended by its time-out, and properly: without onTimeout it would be an error of an answer whose status has gone. */
    @GetMapping("/textbook/emitter/timeout")
    ResponseBodyEmitter timeout() throws IOException {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter(TIMEOUT_MILLIS);
        emitter.send("nobody sends more\n", MediaType.TEXT_PLAIN);
        emitter.onTimeout(emitter::complete);
        return emitter;
    }

    @GetMapping("/textbook/emitter/error")
    ResponseBodyEmitter error() {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        inBackground(() -> {
            work();
            emitter.send("sent before the failure\n", MediaType.TEXT_PLAIN);
            emitter.completeWithError(new IllegalStateException("the work failed, as this form asks it to"));
        });
        return emitter;
    }

    /** Called by a container's thread, on the ASYNC dispatch. The client has its 200 already: only a line can be added. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
    String failed(IllegalStateException failure) {
        return "added by @ExceptionHandler: " + failure.getMessage() + "\n";
    }

    /** MVC runs it as a Callable. */
    @GetMapping("/textbook/streaming")
    StreamingResponseBody streaming() {
        return out -> {
            for (int number = 1; number <= Tick.COUNT; number++) {
                work();
                out.write((number + " by " + Thread.currentThread().getName() + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        };
    }

    private void inBackground(Sending sending) {
        senders.execute(() -> {
            try {
                sending.run();
            } catch (IOException | IllegalStateException ex) {
                // the container notifies MVC, which ends the emitter: not completeWithError here
                log.debug("The client has left, or the application stops: {}", ex.getMessage());
            }
        });
    }

    private static void work() throws IOException {
        try {
            Thread.sleep(Tick.PERIOD_MILLIS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the application stops");
        }
    }
}
