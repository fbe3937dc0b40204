package org.asyncshowcase.rooms.socket;

import java.util.Map;
import java.util.Set;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * What a client may send, and where to. The simple broker itself takes a SEND to {@code /topic} from anybody, which would be
 * everybody's quote, and a SUBSCRIBE to another user's queue.
 */
final class SocketGate implements ChannelInterceptor {

    private static final String SUBSCRIBED = SocketGate.class.getName() + ".subscribed";
    private static final int SUBSCRIPTIONS = 100;

    private final String application;
    private final Set<String> destinations;

    /**
     * @param application the prefix of what the application handles: to send to, and to subscribe to
     * @param destinations what else a client may subscribe to
     */
    SocketGate(String application, Set<String> destinations) {
        this.application = application;
        this.destinations = destinations;
    }

    /**
     * Called by the container's thread.
     *
     * @throws MessageDeliveryException naming what is wrong: the client gets an ERROR, and is closed
     */
    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        StompCommand command = frame == null ? null : frame.getCommand();
        if (command == StompCommand.CONNECT || command == StompCommand.STOMP) {
            frame.getSessionAttributes().remove(SocketSessions.OPENED);
        } else if (command == StompCommand.SEND) {
            require(message, isApplications(frame), "destination: must begin with " + application);
        } else if (command == StompCommand.SUBSCRIBE) {
            require(message, isApplications(frame) || destinations.contains(frame.getDestination()),
                    "destination: must begin with " + application + ", or be one of " + destinations);
            require(message, count(frame.getSessionAttributes()) <= SUBSCRIPTIONS,
                    "SUBSCRIBE: must come at most " + SUBSCRIPTIONS + " times in a session");
        }
        return message;
    }

    private boolean isApplications(StompHeaderAccessor frame) {
        return frame.getDestination() != null && frame.getDestination().startsWith(application);
    }

    private static int count(Map<String, Object> session) {
        return (Integer) session.merge(SUBSCRIBED, 1, (before, one) -> (Integer) before + 1);
    }

    private static void require(Message<?> message, boolean fits, String rule) {
        if (!fits) {
            throw new MessageDeliveryException(message, rule);
        }
    }
}
