package org.asyncshowcase.stream;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.Delay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** The work of one report, and what it writes. */
final class Report implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Report.class);
    private static final long BEGINS_WITHIN_MILLIS = 10_000;

    private final ResponseBodyEmitter emitter;
    private final int steps;
    private final Delay delay;
    private final int failAt;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean over;

    Report(ResponseBodyEmitter emitter, int steps, Delay delay, int failAt) {
        this.emitter = emitter;
        this.steps = steps;
        this.delay = delay;
        this.failAt = failAt;
        emitter.onCompletion(() -> over = true);
        emitter.onError(failure -> over = true);
    }

    /** Writes the first line; the headers leave with it. Called by the request's thread. */
    void begin() {
        try {
            line(new Progress(0, steps, "working"));
        } catch (IOException | IllegalStateException ex) {
            hasLeft(ex);
        }
        begun.countDown();
    }

    /** Called by a thread of the executor. */
    @Override
    public void run() {
        try {
            if (begun.await(BEGINS_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.sleep(FirstWrite.LEAVES_WITHIN_MILLIS);
                work();
            }
        } catch (IOException | IllegalStateException ex) {
            hasLeft(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() throws IOException, InterruptedException {
        for (int step = 1; step <= steps; step++) {
            Thread.sleep(delay.millis());
            if (over) {
                return;
            }
            if (step == failAt) {
                line(new Progress(step - 1, steps, "failed"));
                break;
            }
            line(new Progress(step, steps, step == steps ? "done" : "working"));
        }
        emitter.complete();
    }

    private void line(Progress progress) throws IOException {
        emitter.send(progress, MediaType.APPLICATION_JSON);
        emitter.send("\n", MediaType.TEXT_PLAIN);
    }

    /** The container tells of it too, and ends the request. */
    private void hasLeft(Exception failure) {
        over = true;
        log.debug("The client of a report has left: {}", failure.getMessage());
    }
}
