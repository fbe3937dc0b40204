package org.asyncshowcase.house.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.asyncshowcase.rooms.example.OwnUrl;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/**
 * This server asks itself so many times at once, and once more for something short. It answers how long each request took
 * and which threads were held. A browser has six connections, too few for that.
 */
@RestController
class LoadController {

    private static final int BURST_MILLIS = 60_000;
    private static final long ANSWER_MILLIS = 5_000;

    private final Semaphore free;
    private final LoopResources threads;
    private final Scheduler timer;
    private final AsyncTaskExecutor executor;
    private final ThreadPoolTaskExecutor container;
    private final ThreadPoolTaskExecutor work;
    private final int limit;

    /**
     * @param free is taken while a burst goes on
     * @param threads that read and write for the connections of a burst
     * @param executor neither of those that are measured
     * @param container of the {@link SmallContainer}
     * @param work its executor
     * @param limit how many requests a burst may have; 0: no burst at all
     */
    LoadController(Semaphore free, LoopResources threads, Scheduler timer, AsyncTaskExecutor executor,
            ThreadPoolTaskExecutor container, ThreadPoolTaskExecutor work, int limit) {
        this.free = free;
        this.threads = threads;
        this.timer = timer;
        this.executor = executor;
        this.container = container;
        this.work = work;
        this.limit = limit;
    }

    /** JSON alone: a page of another origin can send a form to anybody. */
    @PostMapping(path = "/load", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    WebAsyncTask<Load> load(@RequestBody NewLoad wanted, HttpServletRequest request) {
        InvalidValueException.require(wanted.requests() <= limit, "requests", "at most " + limit + " (load.requests)");
        URI own = OwnUrl.of(request.getContextPath() + "/");
        List<URI> requests = new ArrayList<>(Collections.nCopies(wanted.requests(), own.resolve(wanted.path())));
        requests.add(own.resolve(NewLoad.SHORT));
        return new WebAsyncTask<>(BURST_MILLIS + ANSWER_MILLIS, executor, () -> measure(requests));
    }

    /** Called by a worker. */
    private Load measure(List<URI> requests) throws InterruptedException {
        if (!free.tryAcquire()) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "another burst goes on");
        }
        try {
            Load load = new Load(container, work, requests.size() - 1);
            load.end(new Burst(threads, timer, requests, BURST_MILLIS).send(load::sample));
            return load;
        } finally {
            free.release();
        }
    }
}
