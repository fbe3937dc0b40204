package org.asyncshowcase.rooms.report;

import java.io.IOException;

import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** A report that shows how far it is: objects written one by one, each as a line of JSON. */
@Controller
class ReportController {

    private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");
    private static final int MAX_STEPS = 1_000;
    private static final int MAX_MILLIS = 60_000;

    private final TaskScheduler timer;
    private final TaskExecutor writers;

    ReportController(TaskScheduler timer, TaskExecutor writers) {
        this.timer = timer;
        this.writers = writers;
    }

    /**
     * @param delay how long each step takes; all of them no more than a minute
     * @param failAt the step that fails; 0 for none. A stream is ended alike whether it is whole or not: what the client
     * can rely on is the last line, which says {@code done} or {@code failed}, and neither where the server went away
     */
    @GetMapping("/report")
    ResponseEntity<ResponseBodyEmitter> report(@RequestParam(defaultValue = "20") int steps,
            @RequestParam(defaultValue = "100") Delay delay, @RequestParam(defaultValue = "0") int failAt, HttpMethod method)
            throws IOException {
        InvalidValueException.require(steps >= 1 && steps <= MAX_STEPS, "steps", "a whole number from 1 to " + MAX_STEPS);
        InvalidValueException.require(steps * delay.millis() <= MAX_MILLIS, "steps",
                "so many that all of them together take no more than " + MAX_MILLIS + " ms");
        InvalidValueException.require(failAt >= 0 && failAt <= steps, "failAt", "a whole number from 0 to steps");
        ResponseBodyEmitter emitter = new ResponseBodyEmitter(MAX_MILLIS + 30_000L);
        Report report = new Report(emitter, timer, writers, steps, delay, failAt);
        report.begin();
        if (method == HttpMethod.HEAD) {
            emitter.complete();
        } else {
            report.awaitNextStep();
        }
        return ResponseEntity.ok().contentType(NDJSON).cacheControl(CacheControl.noCache())
                .header("X-Accel-Buffering", "no")
                // a browser that runs it without script cannot show it, and would save it without a name's ending
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"report.ndjson\"").body(emitter);
    }
}
