package org.asyncshowcase.stream;

import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.Delay;
import org.asyncshowcase.InvalidValueException;
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
            @RequestParam(defaultValue = "100") Delay delay, @RequestParam(defaultValue = "0") int failAt,
            HttpServletRequest request) {
        InvalidValueException.require(steps >= 1 && steps <= MAX_STEPS, "steps", "a whole number from 1 to " + MAX_STEPS);
        InvalidValueException.require(failAt >= 0 && failAt <= steps, "failAt", "a whole number from 0 to steps");
        ResponseBodyEmitter emitter = new ResponseBodyEmitter((long) steps * delay.millis() + MARGIN_MILLIS);
        Report report = new Report(emitter, steps, delay, failAt);
        reports.execute(report);
        FirstWrite.of(request, report::begin);
        return ResponseEntity.ok().contentType(NDJSON).cacheControl(CacheControl.noCache())
                .header("X-Accel-Buffering", "no").body(emitter);
    }
}
