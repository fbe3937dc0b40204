package org.asyncshowcase.rooms.socket;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.handler.DestinationPatternsMessageCondition;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.Assert;

/** What Spring loses without a word: a frame that no method takes, and the end of a session where the channel is full. */
final class LostFrames implements ChannelInterceptor {

    private final String application;

    LostFrames(String application) {
        this.application = application;
    }

    /** Called by the container's thread. What it throws is the text of the ERROR that the client gets, and it is closed. */
    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        String destination = String.valueOf(StompHeaderAccessor.wrap(message).getDestination());
        if (destination.startsWith(application)) {
            Assert.isTrue(isTaken(message, destination, (AbstractSubscribableChannel) channel),
                    () -> "destination: must be one that this application has, and is " + destination);
        }
        return message;
    }

    private boolean isTaken(Message<?> message, String destination, AbstractSubscribableChannel channel) {
        Message<?> asked = MessageBuilder.fromMessage(message).setHeader(
                DestinationPatternsMessageCondition.LOOKUP_DESTINATION_HEADER,
                destination.substring(application.length() - 1)).build();
        return channel.getSubscribers().stream().filter(SimpAnnotationMethodMessageHandler.class::isInstance)
                .flatMap(each -> ((SimpAnnotationMethodMessageHandler) each).getHandlerMethods().keySet().stream())
                .anyMatch(each -> each.getMatchingCondition(asked) != null);
    }

    /**
     * The end of a session reaches the broker however full the channel is: it would keep its subscriptions. Called by the
     * thread that sends.
     */
    @Override
    public void afterSendCompletion(Message<?> message, MessageChannel channel, boolean sent, Exception failure) {
        if (failure != null && StompCommand.DISCONNECT == StompHeaderAccessor.wrap(message).getCommand()) {
            ((AbstractSubscribableChannel) channel).getSubscribers().forEach(each -> each.handleMessage(message));
        }
    }
}
