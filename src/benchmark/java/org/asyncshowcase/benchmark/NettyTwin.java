package org.asyncshowcase.benchmark;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** For context: the same answers by Spring WebFlux on Netty, as plain as the raw servlets, in a process of its own. */
final class NettyTwin {

    private final Queue<MonoSink<String>> parked = new ConcurrentLinkedQueue<>();
    private final Queue<FluxSink<ServerSentEvent<String>>> streams = new ConcurrentLinkedQueue<>();
    private final Scheduler pool = Schedulers.newParallel("pool", 20);
    private int quotes;

    public static void main(String[] args) {
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT")).setLevel(ch.qos.logback.classic.Level.ERROR);
        DisposableServer server = HttpServer.create().host("127.0.0.1").port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(new NettyTwin().routes())))
                .bindNow();
        System.out.println("listens on " + server.port());
        server.onDispose().block();
    }

    private RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/deferred/quotes", request -> json(Mono.create(parked::add)))
                .GET("/stream/quotes", request -> headers(ServerResponse.ok()).header("X-Accel-Buffering", "no")
                        .contentType(MediaType.TEXT_EVENT_STREAM).body(stream(), ServerSentEvent.class))
                .POST("/quotes", request -> request.formData().flatMap(this::publish))
                .GET("/callable/body", request -> json(work(request)))
                .GET("/status", request -> json(Mono.fromCallable(() ->
                        "{\"waitingForQuotes\":" + parked.size() + ",\"streams\":" + streams.size() + ",}")))
                .build();
    }

    private static ServerResponse.BodyBuilder headers(ServerResponse.BodyBuilder response) {
        return response.header("X-Request-Id", "cffe2555-5e36-4535-83cd-8b27a8d7e051")
                .header("Content-Security-Policy",
                        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("X-Frame-Options", "DENY").header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin").header("Vary", "Accept, Accept-Language, Cookie")
                .header("Cache-Control", "no-cache");
    }

    private static Mono<ServerResponse> json(Mono<String> body) {
        return headers(ServerResponse.ok()).contentType(MediaType.parseMediaType("application/json;charset=UTF-8"))
                .body(body, String.class);
    }

    /** A delay holds no thread; without one the pool does the work, as a Callable. */
    private Mono<String> work(ServerRequest request) {
        long delay = Long.parseLong(request.queryParam("delay").orElse("0"));
        String thread = Thread.currentThread().getName();
        Mono<String> answer = Mono.fromCallable(() -> "{\"pattern\":\"callable\",\"outcome\":\"value\","
                + "\"answer\":\"the partner answered after " + delay + " ms\",\"requestThread\":\"" + thread
                + "\",\"workerThread\":\"" + Thread.currentThread().getName() + "\"}");
        return delay > 0 ? Mono.delay(Duration.ofMillis(delay)).then(answer) : answer.subscribeOn(pool);
    }

    private Flux<ServerSentEvent<String>> stream() {
        return Flux.<ServerSentEvent<String>>create(sink -> {
            sink.next(ServerSentEvent.<String>builder().comment("the headers leave with the first bytes")
                    .retry(Duration.ofSeconds(1)).build());
            streams.add(sink);
            sink.onDispose(() -> streams.remove(sink));
        });
    }

    private synchronized Mono<ServerResponse> publish(MultiValueMap<String, String> form) {
        String id = "cffe2555-" + Integer.toString(++quotes, 36);
        String quote = "{\"id\":\"" + id + "\",\"symbol\":\"" + form.getFirst("symbol") + "\",\"price\":" + form.getFirst("price")
                + ",\"at\":" + System.currentTimeMillis() + "}";
        String backlog = "{\"quotes\":[" + quote + "],\"last\":\"" + id + "\",\"gap\":false}";
        for (MonoSink<String> poll; (poll = parked.poll()) != null;) {
            poll.success(backlog);
        }
        ServerSentEvent<String> event = ServerSentEvent.<String>builder().id(id).data(quote).build();
        streams.forEach(sink -> sink.next(event));
        return json(Mono.just(quote));
    }
}
