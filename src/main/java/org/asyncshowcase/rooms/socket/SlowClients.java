package org.asyncshowcase.rooms.socket;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.web.socket.CloseStatus;

/**
 * Closes a client that is too far behind. Where the order is kept ({@code preserve-publish-order}), messages wait in a queue
 * without a bound, before send-buffer-size counts them. Behind in time, not in bytes: a burst closes no client that reads.
 */
final class SlowClients implements ExecutorChannelInterceptor {

    private static final String SENT = "sent-nanos";

    private final SocketSessions sessions;
    private final long behindNanos;

    SlowClients(SocketSessions sessions, int behindMillis) {
        this.sessions = sessions;
        this.behindNanos = TimeUnit.MILLISECONDS.toNanos(behindMillis);
    }

    /** The headers of a message that is sent now. */
    static Map<String, Object> sentNow() {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create();
        headers.setHeader(SENT, System.nanoTime());
        return headers.getMessageHeaders();
    }

    /** Called by the writer's thread that is about to write the message; what is left for a closed client is dropped. */
    @Override
    public Message<?> beforeHandle(Message<?> message, MessageChannel channel, MessageHandler handler) {
        Long sent = message.getHeaders().get(SENT, Long.class);
        if (sent == null || System.nanoTime() - sent <= behindNanos) {
            return message;
        }
        sessions.close(SimpMessageHeaderAccessor.getSessionId(message.getHeaders()), CloseStatus.SESSION_NOT_RELIABLE);
        return null;
    }
}
