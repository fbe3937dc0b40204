package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.slf4j.MDC;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** What an emitter reports to its three callbacks, and what becomes of one that has ended before its handler returns. */
@RestController
class EmitterCallbacks {

    private static final long TIMEOUT_MILLIS = 2_000;
    private static final int MOST = 20;
    private static final int CAPACITY = 100;

    private final Deque<String> heard = new ConcurrentLinkedDeque<>();
    private final TaskExecutor senders;

    EmitterCallbacks(TaskExecutor senders) {
        this.senders = senders;
    }

    /** Sends until its time-out, or until its client has left; each callback leaves a line in {@link #heard}. */
    @GetMapping("/textbook/emitter/callbacks")
    ResponseBodyEmitter callbacks() {
        String id = MDC.get("request");
        ResponseBodyEmitter emitter = new ResponseBodyEmitter(TIMEOUT_MILLIS);
        emitter.onTimeout(() -> {
            hear(id, "onTimeout");
            emitter.complete();
        });
        emitter.onError(failure -> hear(id, "onError " + failure.getClass().getSimpleName()));
        emitter.onCompletion(() -> hear(id, "onCompletion"));
        senders.execute(() -> send(emitter, id));
        return emitter;
    }

    private void send(ResponseBodyEmitter emitter, String id) {
        try {
            for (int i = 0; i < MOST; i++) {
                Thread.sleep(Tick.PERIOD_MILLIS);
                emitter.send("tick\n", MediaType.TEXT_PLAIN);
            }
        } catch (IOException ex) {
            hear(id, "send failed");
            // ignored: the container reports the broken connection, and MVC ends the emitter by that
            emitter.completeWithError(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException ex) {
            // it is complete
        }
    }

    /** The last lines that the callbacks left: the id of the request, and what was called. */
    @GetMapping("/textbook/emitter/heard")
    String heard() {
        return String.join("", heard);
    }

    private void hear(String id, String what) {
        heard.add(id + " " + what + "\n");
        if (heard.size() > CAPACITY) {
            heard.poll();
        }
    }

    /** What was sent waits in memory, and is written when the handler has returned: a proper 200. */
    @GetMapping("/textbook/emitter/completed")
    ResponseBodyEmitter completed() throws IOException {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        emitter.send("sent and completed before the handler has returned\n", MediaType.TEXT_PLAIN);
        emitter.complete();
        return emitter;
    }

    /** Nothing has been sent: the exception handler's status is the answer's. */
    @GetMapping("/textbook/emitter/failed")
    ResponseBodyEmitter failed() {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        emitter.completeWithError(new IllegalStateException("the work failed before the handler had returned"));
        return emitter;
    }

    /** No converter takes the last object. MVC has gone asynchronous by then, and would end the request at its time-out. */
    @GetMapping("/textbook/emitter/unwritable")
    ResponseBodyEmitter unwritable(@RequestParam(defaultValue = "") String first) throws IOException {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        if (!first.isEmpty()) {
            emitter.send(first, MediaType.TEXT_PLAIN);
        }
        emitter.send(new Object(), MediaType.TEXT_PLAIN);
        emitter.complete();
        return emitter;
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_GATEWAY)
    String failed(IllegalStateException failure) {
        return "answered by @ExceptionHandler: " + failure.getMessage() + "\n";
    }
}
