package org.asyncshowcase.rooms.socket;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.InterceptableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * Answers a SUBSCRIBE that asks for a RECEIPT, which the simple broker does not (reference manual, STOMP, Simple Broker). A
 * client that has it misses nothing that is published from now on.
 */
final class SubscribeReceipts implements ExecutorChannelInterceptor {

    private final MessageChannel outbound;

    /** @param broker where a user's queue is subscribed to, by its own name */
    SubscribeReceipts(InterceptableChannel inbound, InterceptableChannel broker, MessageChannel outbound) {
        this.outbound = outbound;
        inbound.addInterceptor(this);
        broker.addInterceptor(this);
    }

    /** Called by the thread on which the broker has added the subscription. */
    @Override
    public void afterMessageHandled(Message<?> message, MessageChannel channel, MessageHandler handler, Exception failure) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (failure == null && handler instanceof SimpleBrokerMessageHandler && frame != null
                && frame.getCommand() == StompCommand.SUBSCRIBE && frame.getReceipt() != null) {
            StompHeaderAccessor receipt = StompHeaderAccessor.create(StompCommand.RECEIPT);
            receipt.setReceiptId(frame.getReceipt());
            receipt.setSessionId(frame.getSessionId());
            outbound.send(MessageBuilder.createMessage(new byte[0], receipt.getMessageHeaders()));
        }
    }
}
