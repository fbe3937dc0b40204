package org.asyncshowcase.rooms.report;

import java.io.IOException;
import java.time.Instant;

import org.asyncshowcase.rooms.example.Delay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** One report: between two steps it holds no thread, and the next one is due when the line of the last one is written. */
final class Report {

    private static final Logger log = LoggerFactory.getLogger(Report.class);

    private final ResponseBodyEmitter emitter;
    private final TaskScheduler timer;
    private final TaskExecutor writers;
    private final int steps;
    private final Delay delay;
    private final int failAt;
    private int step;
    private volatile boolean over;

    Report(ResponseBodyEmitter emitter, TaskScheduler timer, TaskExecutor writers, int steps, Delay delay, int failAt) {
        this.emitter = emitter;
        this.timer = timer;
        this.writers = writers;
        this.steps = steps;
        this.delay = delay;
        this.failAt = failAt;
        emitter.onError(failure -> over = true);
        emitter.onCompletion(() -> over = true);
    }

    /** The first line: the headers leave with it when MVC has taken the request over. Called by the request's thread. */
    void begin() throws IOException {
        line("working");
    }

    void awaitNextStep() {
        timer.schedule(() -> {
            if (!over) {
                writers.execute(this::next);
            }
        }, Instant.now().plusMillis(delay.millis()));
    }

    /** Called by a writer's thread: one at a time. */
    private void next() {
        try {
            boolean fails = step + 1 == failAt;
            step += fails ? 0 : 1;
            line(fails ? "failed" : step == steps ? "done" : "working");
            if (fails || step == steps) {
                emitter.complete();
            } else {
                awaitNextStep();
            }
        } catch (IOException | IllegalStateException ex) {
            // the container reports it too, and ends the request
            log.debug("The client of a report has left: {}", ex.getMessage());
        }
    }

    private void line(String state) throws IOException {
        emitter.send(new Progress(step, steps, state), MediaType.APPLICATION_JSON);
        emitter.send("\n", MediaType.TEXT_PLAIN);
    }
}
