package org.asyncshowcase.rooms.socket;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.util.Assert;

/**
 * What a client may send, and where to. The simple broker itself takes a SEND to {@code /topic} from anybody, which would be
 * everybody's quote, and a SUBSCRIBE to another user's queue.
 */
final class SocketGate implements ChannelInterceptor {

    private static final String SUBSCRIBED = SocketGate.class.getName() + ".subscribed";
    private static final int SUBSCRIPTIONS = 100;
    /** Spring takes them from a client too, and the simple broker hands on its MESSAGE as if it were a SEND. */
    private static final Set<StompCommand> FROM_SERVER =
            EnumSet.of(StompCommand.CONNECTED, StompCommand.MESSAGE, StompCommand.RECEIPT, StompCommand.ERROR);

    private final String application;
    private final List<String> destinations;

    /** @param destinations where a client may subscribe, beside what begins with the application's prefix */
    SocketGate(String application, String... destinations) {
        this.application = application;
        this.destinations = Arrays.asList(destinations);
    }

    /** Called by the container's thread. What it throws is the text of the ERROR that the client gets, and it is closed. */
    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        StompCommand command = frame.getCommand();
        String destination = String.valueOf(frame.getDestination());
        Map<String, Object> session = frame.getSessionAttributes();
        Assert.isTrue(!FROM_SERVER.contains(command), command + ": must come from the server");
        if (command == StompCommand.SUBSCRIBE || command == StompCommand.UNSUBSCRIBE) {
            Assert.isTrue(frame.getSubscriptionId() != null, "id: must not be missing");
        }
        if (command == StompCommand.CONNECT || command == StompCommand.STOMP) {
            session.remove(SocketSessions.OPENED);
        } else if (command == StompCommand.DISCONNECT) {
            session.put(SocketSessions.OPENED, System.nanoTime());
        } else if (session.containsKey(SocketSessions.OPENED)) {
            Assert.isTrue(command == null, "CONNECT: must come first");
        } else if (command == StompCommand.SEND) {
            Assert.isTrue(destination.startsWith(application), "destination: must begin with " + application);
        } else if (command == StompCommand.SUBSCRIBE) {
            Assert.isTrue(destination.startsWith(application) || destinations.contains(destination),
                    "destination: must begin with " + application + ", or be one of " + destinations);
            int count = (Integer) session.merge(SUBSCRIBED, 1, (before, one) -> (Integer) before + 1);
            Assert.isTrue(count <= SUBSCRIPTIONS, "SUBSCRIBE: must come at most " + SUBSCRIPTIONS + " times");
        }
        return message;
    }
}
