package org.asyncshowcase.rooms.example.partners;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Partners that answer what a test wants; a delay is waited for, and what came is counted. */
public final class PartnerStub implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** @param body of each answer */
    public PartnerStub(int status, String body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, status, body));
        server.start();
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        asked.add(exchange.getRequestURI().toString());
        try {
            Thread.sleep(Long.parseLong(exchange.getRequestURI().getQuery().replace("delay=", "")));
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        atOnce.decrementAndGet();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** What the clients have to ask. */
    public PartnerCalls calls(int timeoutMillis) {
        return calls(url(), timeoutMillis);
    }

    /** The same at another address. */
    public static PartnerCalls calls(String url, int timeoutMillis) {
        return new PartnerCalls(new PartnerUrl(url, "/unused"), timeoutMillis);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/partners";
    }

    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** The paths and queries that were asked for. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
