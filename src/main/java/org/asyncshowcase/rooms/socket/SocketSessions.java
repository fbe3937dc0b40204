package org.asyncshowcase.rooms.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import javax.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * All sessions, whatever their transport. Refuses those above the bound, closes those that never send CONNECT, and all of
 * them when the application stops: before the guard ends the requests of SockJS. Safe for any thread.
 */
public final class SocketSessions
        implements HandshakeInterceptor, WebSocketHandlerDecoratorFactory, ApplicationListener<ContextClosedEvent>, Ordered {

    /** The attribute of a session that has not sent CONNECT: when it was opened. */
    static final String OPENED = SocketSessions.class.getName() + ".opened";

    private static final Logger log = LoggerFactory.getLogger(SocketSessions.class);
    private static final Duration SWEPT_EVERY = Duration.ofSeconds(1);
    private static final long CLOSED_WITHIN_SECONDS = 2;

    private final Map<String, WebSocketSession> open = new ConcurrentHashMap<>();
    private final TaskExecutor writers;
    private final ScheduledFuture<?> sweeps;
    private final int capacity;
    private final long connectNanos;
    private final int retryAfterSeconds;
    private volatile boolean stopping;

    /**
     * @param writers close sessions: that may wait for a client
     * @param capacity how many sessions there may be; those that begin at the same moment may be a few more
     * @param connectMillis how long a client may take from the handshake to CONNECT. Spring's time-to-first-message is
     * looked at only when another client sends
     * @param retryAfterSeconds what a 503 asks its client to wait
     */
    SocketSessions(TaskScheduler timer, TaskExecutor writers, int capacity, int connectMillis, int retryAfterSeconds) {
        this.writers = writers;
        this.capacity = capacity;
        this.connectNanos = TimeUnit.MILLISECONDS.toNanos(connectMillis);
        this.retryAfterSeconds = retryAfterSeconds;
        this.sweeps = timer.scheduleWithFixedDelay(this::sweep, SWEPT_EVERY);
    }

    /** Called by the request's thread: before a WebSocket's handshake, and before the first request of another transport. */
    @Override
    public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
            Map<String, Object> attributes) throws IOException {
        if (!stopping && open.size() < capacity) {
            return true;
        }
        HttpServletResponse refusal = ((ServletServerHttpResponse) response).getServletResponse();
        refusal.setIntHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        refusal.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                stopping ? "the application stops" : "too many sockets are open");
        return false;
    }

    @Override
    public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
            Exception failure) {
        // nothing to do
    }

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {

            @Override
            public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                session.getAttributes().put(OPENED, System.nanoTime());
                open.put(session.getId(), session);
                super.afterConnectionEstablished(session);
            }

            @Override
            public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
                open.remove(session.getId());
                super.afterConnectionClosed(session, status);
            }
        };
    }

    /** Called by the timer. */
    private void sweep() {
        long now = System.nanoTime();
        open.values().forEach(session -> {
            Long opened = (Long) session.getAttributes().get(OPENED);
            if (opened != null && now - opened > connectNanos) {
                writers.execute(() -> close(session, CloseStatus.POLICY_VIOLATION.withReason("no CONNECT came")));
            }
        });
    }

    /** Closes the session with this id, if it is open. Called by a writer's thread. */
    void close(String id, CloseStatus status) {
        WebSocketSession session = open.get(id);
        if (session != null) {
            close(session, status);
        }
    }

    private void close(WebSocketSession session, CloseStatus status) {
        open.remove(session.getId());
        try {
            session.close(status);
        } catch (IOException | RuntimeException ex) {
            log.debug("A session could not be closed", ex);
        }
    }

    /** Before the guard: with it the executors stop too. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Called by the thread that stops the application; it waits 2 s at most for clients that do not read. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stopping = true;
        sweeps.cancel(false);
        CountDownLatch closing = new CountDownLatch(open.size());
        open.values().forEach(session -> writers.execute(() -> {
            close(session, CloseStatus.GOING_AWAY);
            closing.countDown();
        }));
        try {
            closing.await(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many sessions are open. */
    public int size() {
        return open.size();
    }
}
