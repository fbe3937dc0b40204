package org.asyncshowcase.rooms.database;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.Delay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * A query with a heartbeat. While it runs, blanks are written to its client, which JSON may begin with: one that cannot be
 * written shows that the client has left, and the query is cancelled.
 */
final class WatchedQuery {

    private static final Logger log = LoggerFactory.getLogger(WatchedQuery.class);

    private final ResponseBodyEmitter emitter;
    private final TaskScheduler timer;
    private final TaskExecutor writers;
    private final int heartbeatMillis;
    private volatile Statement statement;
    private volatile boolean clientLeft;
    private volatile boolean over;

    WatchedQuery(ResponseBodyEmitter emitter, TaskScheduler timer, TaskExecutor writers, int heartbeatMillis) {
        this.emitter = emitter;
        this.timer = timer;
        this.writers = writers;
        this.heartbeatMillis = heartbeatMillis;
        emitter.onCompletion(() -> clientLeft = true);
    }

    /** Called by the worker. */
    void run(SlowQuery query, String requestThread, Delay delay) {
        awaitHeartbeat();
        try {
            Answer answer = DatabaseUnavailableException.unless(
                    () -> query.answer(requestThread, delay, begun -> statement = begun));
            writers.execute(() -> end(answer));
        } catch (RuntimeException ex) {
            emitter.completeWithError(ex);
        } finally {
            over = true;
        }
    }

    private void awaitHeartbeat() {
        timer.schedule(() -> {
            if (!over) {
                writers.execute(this::beat);
            }
        }, Instant.now().plusMillis(heartbeatMillis));
    }

    /** Called by a writer's thread. */
    private void beat() {
        try {
            if (!clientLeft) {
                emitter.send(" ", MediaType.TEXT_PLAIN);
            }
        } catch (IOException | IllegalStateException ex) {
            log.debug("The client of a query has left: {}", ex.getMessage());
            clientLeft = true;
        }
        if (clientLeft) {
            cancel();
        }
        // goes on until the query has ended: a statement that was not executed yet cannot be cancelled
        awaitHeartbeat();
    }

    private void cancel() {
        Statement running = statement;
        try {
            if (running != null) {
                running.cancel();
            }
        } catch (SQLException ex) {
            log.debug("The query cannot be cancelled: {}", ex.getMessage());
        }
    }

    private void end(Answer answer) {
        try {
            emitter.send(answer, MediaType.APPLICATION_JSON);
            emitter.complete();
        } catch (IOException | IllegalStateException ex) {
            log.debug("The client of a query has left: {}", ex.getMessage());
        }
    }
}
