package org.asyncshowcase.webflux;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Bounds how many requests wait. Netty notices that a client leaves, and the place is free at once. */
final class Places implements WebFilter {

    private final AtomicInteger taken = new AtomicInteger();
    private final int capacity;

    Places(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!waits(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        if (taken.incrementAndGet() > capacity) {
            taken.decrementAndGet();
            ServerHttpResponse response = exchange.getResponse();
            response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
            response.getHeaders().set("Retry-After", "5");
            return response.setComplete();
        }
        return chain.filter(exchange).doFinally(end -> taken.decrementAndGet());
    }

    /** A quote frees places, and the figures show them: neither is refused. */
    private static boolean waits(ServerHttpRequest request) {
        return request.getMethod() == HttpMethod.GET && !request.getPath().value().equals("/status");
    }

    int taken() {
        return taken.get();
    }
}
