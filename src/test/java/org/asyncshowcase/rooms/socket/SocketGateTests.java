package org.asyncshowcase.rooms.socket;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Its texts: over a connection the ERROR can be lost, where it meets another frame that is being written. */
class SocketGateTests {

    private final SocketGate gate = new SocketGate("/app/", "/topic/quotes");
    private final Map<String, Object> session = new HashMap<>();

    @ParameterizedTest
    @CsvSource({"SEND, 1, /topic/quotes, destination: must begin with /app/",
            "SEND, 1, , destination: must begin with /app/",
            "SUBSCRIBE, 1, /queue/orders-user1, 'destination: must begin with /app/, or be one of [/topic/quotes]'",
            "SUBSCRIBE, 1, /topic/**, 'destination: must begin with /app/, or be one of [/topic/quotes]'",
            "SUBSCRIBE, , /topic/quotes, id: must not be missing", "UNSUBSCRIBE, , , id: must not be missing",
            "MESSAGE, 1, /topic/quotes, MESSAGE: must come from the server"})
    void saysWhatIsWrong(StompCommand command, String id, String destination, String text) {
        assertThatThrownBy(() -> receive(command, id, destination)).hasMessage(text);
    }

    @ParameterizedTest
    @CsvSource({"SEND, , /app/orders", "SUBSCRIBE, 1, /app/quotes/17", "SUBSCRIBE, 1, /topic/quotes", "UNSUBSCRIBE, 1, "})
    void letsThroughWhatFits(StompCommand command, String id, String destination) {
        receive(command, id, destination);
    }

    @Test
    void takesNothingBeforeConnectAndAfterDisconnect() {
        session.put(SocketSessions.OPENED, 1L);
        assertThatThrownBy(() -> receive(StompCommand.SEND, null, "/app/orders")).hasMessage("CONNECT: must come first");
        receive(StompCommand.CONNECT, null, null);
        receive(StompCommand.SEND, null, "/app/orders");
        receive(StompCommand.DISCONNECT, null, null);
        assertThatThrownBy(() -> receive(StompCommand.SEND, null, "/app/orders")).hasMessage("CONNECT: must come first");
    }

    @Test
    void takesAHundredSubscriptionsOfASession() {
        for (int each = 0; each < 100; each++) {
            receive(StompCommand.SUBSCRIBE, "" + each, "/topic/quotes");
        }
        assertThatThrownBy(() -> receive(StompCommand.SUBSCRIBE, "100", "/topic/quotes"))
                .hasMessage("SUBSCRIBE: must come at most 100 times");
    }

    private void receive(StompCommand command, String id, String destination) {
        StompHeaderAccessor frame = StompHeaderAccessor.create(command);
        frame.setSubscriptionId(id);
        frame.setDestination(destination);
        frame.setSessionAttributes(session);
        gate.preSend(MessageBuilder.createMessage(new byte[0], frame.getMessageHeaders()), null);
    }
}
