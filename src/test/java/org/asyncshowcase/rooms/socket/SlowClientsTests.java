package org.asyncshowcase.rooms.socket;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that is behind is closed, once; what is left for it is dropped. */
class SlowClientsTests {

    private final ThreadPoolTaskScheduler timer = new ThreadPoolTaskScheduler();
    private final AtomicReference<CloseStatus> closed = new AtomicReference<>();
    private SocketSessions sessions;

    @BeforeEach
    void openASession() throws Exception {
        timer.initialize();
        sessions = new SocketSessions(timer, new SyncTaskExecutor(), 10, 10_000, 5);
        HashMap<String, Object> attributes = new HashMap<>();
        WebSocketSession session = (WebSocketSession) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {WebSocketSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        assertThat(closed.compareAndSet(null, (CloseStatus) arguments[0])).isTrue();
                    }
                    return method.getName().equals("getId") ? "s1"
                            : method.getName().equals("getAttributes") ? attributes : null;
                });
        sessions.decorate(new AbstractWebSocketHandler() { }).afterConnectionEstablished(session);
    }

    @AfterEach
    void stop() {
        timer.shutdown();
    }

    @Test
    void leavesAClientThatIsNotBehind() {
        SlowClients slow = new SlowClients(sessions, 10_000);
        Message<?> message = message(true);

        assertThat(slow.beforeHandle(message, null, null)).isSameAs(message);
        assertThat(closed).hasValue(null);
    }

    @Test
    void closesAClientThatIsBehindAndDropsWhatIsLeft() {
        SlowClients slow = new SlowClients(sessions, -1);

        assertThat(slow.beforeHandle(message(true), null, null)).isNull();
        assertThat(slow.beforeHandle(message(true), null, null)).isNull();
        assertThat(closed).hasValue(CloseStatus.SESSION_NOT_RELIABLE);
        assertThat(sessions.size()).isZero();
    }

    /** Such as a heartbeat, or an answer. */
    @Test
    void passesOverWhatIsNotPublished() {
        Message<?> message = message(false);

        assertThat(new SlowClients(sessions, -1).beforeHandle(message, null, null)).isSameAs(message);
    }

    private static Message<?> message(boolean published) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create();
        headers.setSessionId("s1");
        if (published) {
            headers.copyHeaders(SlowClients.sentNow());
        }
        return MessageBuilder.createMessage("", headers.getMessageHeaders());
    }
}
