package org.asyncshowcase.rooms.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.servlet.http.HttpServletResponse;

import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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
 * them when the application stops: first, while writers write and the guard holds SockJS's requests. Safe for any thread.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class SocketSessions
        implements HandshakeInterceptor, WebSocketHandlerDecoratorFactory, ApplicationListener<ContextClosedEvent> {

    /** When a session that is not connected was opened, or has sent DISCONNECT: SockJS has no heartbeat then. */
    static final String OPENED = SocketSessions.class.getName() + ".opened";

    private final Map<String, WebSocketSession> open = new ConcurrentHashMap<>();
    private final TaskExecutor writers;
    private final long connectNanos;
    private final int retryAfterSeconds;
    private volatile int capacity;

    /**
     * @param writers close sessions, which may wait for a client
     * @param capacity how many sessions there may be, and a few more that begin at the same moment
     * @param connectMillis how long a client may take to CONNECT; Spring's own limit is looked at when another client sends
     * @param retryAfterSeconds what a 503 asks its client to wait
     */
    SocketSessions(TaskScheduler timer, TaskExecutor writers, int capacity, int connectMillis, int retryAfterSeconds) {
        this.writers = writers;
        this.capacity = capacity;
        this.connectNanos = TimeUnit.MILLISECONDS.toNanos(connectMillis);
        this.retryAfterSeconds = retryAfterSeconds;
        timer.scheduleWithFixedDelay(this::sweep, Duration.ofSeconds(1));
    }

    /** Called by the request's thread: before a WebSocket's handshake, and before the first request of another transport. */
    @Override
    public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
            Map<String, Object> attributes) throws IOException {
        if (open.size() < capacity) {
            return true;
        }
        HttpServletResponse refusal = ((ServletServerHttpResponse) response).getServletResponse();
        refusal.setIntHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        refusal.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too many sockets are open, or the application stops");
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
        open.values().forEach(session -> {
            Long opened = (Long) session.getAttributes().get(OPENED);
            if (opened != null && System.nanoTime() - opened > connectNanos) {
                writers.execute(() -> close(session.getId(), CloseStatus.POLICY_VIOLATION.withReason("no CONNECT came")));
            }
        });
    }

    /** Closes the session with this id, unless it is closed. Called by a writer's thread, which the client may hold. */
    void close(String id, CloseStatus status) {
        WebSocketSession session = open.remove(id);
        try {
            if (session != null) {
                session.close(status);
            }
        } catch (IOException ex) {
            LogFactory.getLog(SocketSessions.class).debug("A session could not be closed", ex);
        }
    }

    /** Called by the thread that stops the application; it waits 2 s at most for clients that do not read. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        capacity = 0;
        CountDownLatch closing = new CountDownLatch(open.size());
        open.keySet().forEach(id -> writers.execute(() -> {
            close(id, CloseStatus.GOING_AWAY);
            closing.countDown();
        }));
        try {
            closing.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many sessions are open. */
    public int size() {
        return open.size();
    }
}
