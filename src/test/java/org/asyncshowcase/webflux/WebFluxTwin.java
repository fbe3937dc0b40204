package org.asyncshowcase.webflux;

import java.time.Duration;
import java.util.concurrent.Callable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.asyncshowcase.feed.QuoteLog;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * Three patterns of the WAR by Spring WebFlux on Netty: the same paths, JSON and events. docs/webflux.md compares the two,
 * and the benchmark measures it.
 */
public final class WebFluxTwin implements AutoCloseable {

    private static final int HELD_QUOTES = 1_000;

    private final LoopResources threads;
    /** Ends what waits too long, and stands for the partner that answers later. */
    private final Scheduler timer = Schedulers.newParallel("timer");
    /** The one thread that writes the log, in place of the JMS thread. */
    private final Scheduler publisher = Schedulers.newSingle("publisher");
    /** Where calls go that block. */
    private final Scheduler workers = Schedulers.newBoundedElastic(20, 100, "worker");
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final DisposableServer server;

    /**
     * Starts it on a free port.
     *
     * @param eventLoops how many threads read and write, for all connections
     * @param capacity how many requests may wait
     * @param timeout how long a poll waits
     * @param library what the calls that block call
     */
    WebFluxTwin(int eventLoops, int capacity, Duration timeout, Callable<String> library) {
        threads = LoopResources.create("loop", eventLoops, true);
        QuoteLog log = new QuoteLog(HELD_QUOTES);
        context.register(Config.class, Failures.class);
        context.registerBean(Places.class, () -> new Places(capacity));
        context.registerBean(Headers.class);
        context.registerBean(CallableController.class, () -> new CallableController(timer));
        context.registerBean(LongPollController.class, () -> new LongPollController(log, timeout, timer));
        context.registerBean(QuoteStreamController.class, () -> new QuoteStreamController(log, timer));
        context.registerBean(QuotesController.class, () -> new QuotesController(log, publisher));
        context.registerBean(BlockingController.class, () -> new BlockingController(library, workers));
        context.registerBean(StatusController.class);
        context.refresh();
        server = HttpServer.create().tcpConfiguration(tcp -> tcp.runOn(threads)).host("localhost").port(0)
                .handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.applicationContext(context).build())).bindNow();
    }

    /** For the benchmark: none of the bounds is what it measures. */
    public static void main(String[] args) {
        // a line for each client that leaves
        ((Logger) LoggerFactory.getLogger("reactor.netty.channel.FluxReceive")).setLevel(Level.ERROR);
        WebFluxTwin twin = new WebFluxTwin(LoopResources.DEFAULT_IO_WORKER_COUNT, 40_000, Duration.ofMinutes(10), () -> "");
        System.out.println("listens on " + twin.port());
        twin.server.onDispose().block();
    }

    int port() {
        return server.port();
    }

    /** Nobody who waits is answered: their connections are closed. */
    @Override
    public void close() {
        server.disposeNow();
        // and with them the connections
        threads.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
        context.close();
        timer.dispose();
        publisher.dispose();
        workers.dispose();
    }

    /** What {@code <mvc:annotation-driven>} is in the WAR. */
    @EnableWebFlux
    static class Config {
    }
}
