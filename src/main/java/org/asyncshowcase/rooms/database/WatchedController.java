package org.asyncshowcase.rooms.database;

import org.asyncshowcase.rooms.example.Delay;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** A query that ends when its client leaves: no container reports that before something is written. */
@Controller
class WatchedController {

    private final SlowQuery query;
    private final TaskExecutor executor;
    private final TaskScheduler timer;
    private final TaskExecutor writers;
    private final int heartbeatMillis;

    WatchedController(SlowQuery query, TaskExecutor executor, TaskScheduler timer, TaskExecutor writers,
            int heartbeatMillis) {
        this.query = query;
        this.executor = executor;
        this.timer = timer;
        this.writers = writers;
        this.heartbeatMillis = heartbeatMillis;
    }

    @GetMapping("/database/watched")
    ResponseEntity<ResponseBodyEmitter> watched(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        WatchedQuery watched = new WatchedQuery(emitter, timer, writers, heartbeatMillis);
        executor.execute(() -> watched.run(query, requestThread, delay));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(emitter);
    }
}
