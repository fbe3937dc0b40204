package org.asyncshowcase.house.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Requests, each on a connection of its own, none of which holds a thread: what waits is the server's part alone. One a
 * millisecond is sent: a server whose queue of new connections overflows would drop some, and the client's system would try
 * again a second later. The last one is sent when the others have arrived: what runs for the first time is slow, and one on
 * another connection would pass it.
 */
final class Burst {

    private static final int SAMPLED_EVERY_MILLIS = 20;

    private final WebClient client;
    private final Scheduler timer;
    private final List<URI> requests;
    private final int timeoutMillis;
    private final long started = System.nanoTime();

    /**
     * It begins now. Called by a worker: Netty leaves thread-locals.
     *
     * @param threads that read and write for all connections
     * @param timer for its time-outs, and for when it sends
     * @param timeoutMillis how long all of them may take; what is unanswered then is given up
     */
    Burst(LoopResources threads, Scheduler timer, List<URI> requests, int timeoutMillis) {
        HttpClient http = HttpClient.create(ConnectionProvider.newConnection()).tcpConfiguration(tcp -> tcp.runOn(threads));
        this.client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
        this.timer = timer;
        this.requests = requests;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Returns when all are over, with their answers in the order of the requests. Called by a worker, once; if it is
     * interrupted, all that goes on is given up.
     *
     * @param arrived is called meanwhile, again and again, with the ms since the beginning; tells whether all but the last
     *     request have arrived. Without that, the last one is sent when they are over
     */
    List<Exchange> send(LongPredicate arrived) throws InterruptedException {
        List<Exchange> exchanges = new CopyOnWriteArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Void> sendLast = new CompletableFuture<>();
        int last = requests.size() - 1;
        Flux<Exchange> others = Flux.interval(Duration.ofMillis(1), timer).take(last)
                .flatMapSequential(tick -> ask(requests.get(tick.intValue())), requests.size())
                .doOnTerminate(() -> sendLast.complete(null));
        Mono<Exchange> afterThem = Mono.fromFuture(sendLast).then(Mono.defer(() -> ask(requests.get(last))));
        Disposable sending = Flux.mergeSequential(others, afterThem).doFinally(end -> over.countDown())
                .subscribe(exchanges::add);
        try {
            do {
                if (arrived.test(millis())) {
                    sendLast.complete(null);
                }
            } while (!over.await(SAMPLED_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } finally {
            sending.dispose();
        }
        return exchanges;
    }

    private Mono<Exchange> ask(URI uri) {
        long at = Math.min(millis(), timeoutMillis);
        return client.get().uri(uri).accept(MediaType.APPLICATION_JSON).retrieve()
                .onStatus(status -> true, answer -> Mono.empty()).toBodilessEntity()
                .map(answer -> answer.getStatusCode().value())
                .timeout(Duration.ofMillis(timeoutMillis - at), timer)
                // refused, cut off or given up: no answer
                .onErrorReturn(0)
                .map(status -> new Exchange(at, Math.min(millis(), timeoutMillis) - at, status));
    }

    private long millis() {
        return (System.nanoTime() - started) / 1_000_000;
    }
}
