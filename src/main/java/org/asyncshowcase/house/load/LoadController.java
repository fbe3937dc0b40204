package org.asyncshowcase.house.load;

import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;

import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.server.ResponseStatusException;

/**
 * This server asks itself so many times at once, and tells how long each request took and which threads were held: a browser
 * has six connections, too few to hold the threads of a container.
 */
@RestController
class LoadController {

    private static final int BURST_MILLIS = 60_000;
    private static final long ANSWER_MILLIS = 5_000;

    private final Semaphore free = new Semaphore(1);
    private final AsyncTaskExecutor executor;
    private final ThreadPoolTaskExecutor measured;
    private final int limit;

    /**
     * @param executor not the one that is measured
     * @param measured whose threads and places the Callables take
     * @param limit how many requests a burst may have; 0: no burst at all
     */
    LoadController(AsyncTaskExecutor executor, ThreadPoolTaskExecutor measured, int limit) {
        this.executor = executor;
        this.measured = measured;
        this.limit = limit;
    }

    /** JSON alone: a page of another origin can send a form to anybody. */
    @PostMapping(path = "/load", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    WebAsyncTask<Load> load(@RequestBody NewLoad wanted, HttpServletRequest request) {
        InvalidValueException.require(wanted.requests() <= limit, "requests", "at most " + limit + " (load.requests)");
        // where this request has come in: of that nothing is the client's to choose
        InetSocketAddress here = new InetSocketAddress(request.getLocalAddr(), request.getLocalPort());
        Burst burst = new Burst(here, request.getContextPath() + wanted.path(), wanted.requests(), BURST_MILLIS);
        return new WebAsyncTask<>(BURST_MILLIS + ANSWER_MILLIS, executor, () -> measure(burst, here.getPort()));
    }

    /** Called by a worker. */
    private Load measure(Burst burst, int port) throws Exception {
        if (!free.tryAcquire()) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "another burst goes on");
        }
        try {
            Load load = new Load(new ContainerThreads(port), measured.getThreadPoolExecutor());
            load.exchanges = burst.send(load::sample);
            return load;
        } finally {
            free.release();
        }
    }
}
