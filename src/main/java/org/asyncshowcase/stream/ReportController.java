package org.asyncshowcase.stream;

import java.io.IOException;

import org.asyncshowcase.Delay;
import org.asyncshowcase.InvalidValueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** A report that tells how far it is: objects written one by one, each as a line of JSON. */
@Controller
class ReportController {

    private static final Logger log = LoggerFactory.getLogger(ReportController.class);
    private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");
    private static final int MAX_STEPS = 1_000;
    private static final long MARGIN_MILLIS = 30_000;

    private final TaskExecutor reports;

    ReportController(TaskExecutor reports) {
        this.reports = reports;
    }

    /**
     * @param delay how long each step takes
     * @param failAt the step that fails; 0 for none. A stream is ended alike whether it is whole or not: what the client
     * can rely on is the last line, which says {@code done} or {@code failed}, and neither where the server went away
     */
    @GetMapping("/stream/report")
    ResponseEntity<ResponseBodyEmitter> report(@RequestParam(defaultValue = "20") int steps,
            @RequestParam(defaultValue = "100") Delay delay, @RequestParam(defaultValue = "0") int failAt) {
        InvalidValueException.require(steps >= 1 && steps <= MAX_STEPS, "steps", "a whole number from 1 to " + MAX_STEPS);
        InvalidValueException.require(failAt >= 0 && failAt <= steps, "failAt", "a whole number from 0 to steps");
        ResponseBodyEmitter emitter = new ResponseBodyEmitter((long) steps * delay.millis() + MARGIN_MILLIS);
        reports.execute(() -> work(emitter, steps, delay, failAt));
        return ResponseEntity.ok().contentType(NDJSON).cacheControl(CacheControl.noCache())
                .header("X-Accel-Buffering", "no").body(emitter);
    }

    /** Called by a thread of the executor. */
    private static void work(ResponseBodyEmitter emitter, int steps, Delay delay, int failAt) {
        try {
            // at once: the headers leave with the first bytes
            line(emitter, new Progress(0, steps, "working"));
            for (int step = 1; step <= steps; step++) {
                Thread.sleep(delay.millis());
                if (step == failAt) {
                    line(emitter, new Progress(step - 1, steps, "failed"));
                    break;
                }
                line(emitter, new Progress(step, steps, step == steps ? "done" : "working"));
            }
            emitter.complete();
        } catch (IOException | IllegalStateException ex) {
            // the container has told, or will tell, and ends the request
            log.debug("The client of a report has left: {}", ex.getMessage());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private static void line(ResponseBodyEmitter emitter, Progress progress) throws IOException {
        emitter.send(progress, MediaType.APPLICATION_JSON);
        emitter.send("\n", MediaType.TEXT_PLAIN);
    }
}
