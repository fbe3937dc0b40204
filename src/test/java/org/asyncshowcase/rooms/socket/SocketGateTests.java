package org.asyncshowcase.rooms.socket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * And {@link LostFrames}. Their texts: over a connection the ERROR can be lost, where it meets another frame that is being
 * written.
 */
class SocketGateTests {

    private final SocketGate gate = new SocketGate("/app/", "/topic/quotes");
    private final LostFrames lost = new LostFrames("/app/");
    private final Map<String, Object> session = new HashMap<>();
    private final ExecutorSubscribableChannel inbound = new ExecutorSubscribableChannel();

    @BeforeEach
    void takeSome() {
        StaticApplicationContext context = new StaticApplicationContext();
        context.registerSingleton("taking", Taking.class);
        SimpAnnotationMethodMessageHandler handler =
                new SimpAnnotationMethodMessageHandler(inbound, inbound, new SimpMessagingTemplate(inbound));
        handler.setDestinationPrefixes(List.of("/app"));
        handler.setApplicationContext(context);
        handler.afterPropertiesSet();
        handler.start();
    }

    @ParameterizedTest
    @CsvSource({"SEND, 1, /topic/quotes, destination: must begin with /app/",
            "SEND, 1, , destination: must begin with /app/",
            "SEND, 1, /app/nope, 'destination: must be one that this application has, and is /app/nope'",
            "SEND, 1, /app/quotes/17, 'destination: must be one that this application has, and is /app/quotes/17'",
            "SUBSCRIBE, 1, /app/orders, 'destination: must be one that this application has, and is /app/orders'",
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

    /** The simple broker would keep the subscriptions of a session that has ended, and go on sending to it. */
    @Test
    void letsTheEndOfASessionThroughAFullChannel() {
        ExecutorSubscribableChannel full = new ExecutorSubscribableChannel(task -> {
            throw new RejectedExecutionException();
        });
        List<StompCommand> handled = new ArrayList<>();
        full.subscribe(message -> handled.add(StompHeaderAccessor.wrap(message).getCommand()));
        full.addInterceptor(lost);

        for (StompCommand command : new StompCommand[] {StompCommand.CONNECT, StompCommand.DISCONNECT}) {
            assertThatThrownBy(() -> full.send(message(command, null, null))).isInstanceOf(MessageDeliveryException.class);
        }
        assertThat(handled).containsExactly(StompCommand.DISCONNECT);
    }

    private void receive(StompCommand command, String id, String destination) {
        gate.preSend(message(command, id, destination), inbound);
        lost.preSend(message(command, id, destination), inbound);
    }

    private Message<byte[]> message(StompCommand command, String id, String destination) {
        StompHeaderAccessor frame = StompHeaderAccessor.create(command);
        frame.setSubscriptionId(id);
        frame.setDestination(destination);
        frame.setSessionAttributes(session);
        return MessageBuilder.createMessage(new byte[0], frame.getMessageHeaders());
    }

    /** What the application has. */
    @Controller
    static class Taking {

        @MessageMapping("/orders")
        void order() {
        }

        @SubscribeMapping("/quotes/{id}")
        void quotes() {
        }
    }
}
