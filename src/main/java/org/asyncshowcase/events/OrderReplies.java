package org.asyncshowcase.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Where replies to orders can be had, without knowing how they travel. */
public final class OrderReplies {

    private final List<Consumer<OrderReply>> subscribers = new CopyOnWriteArrayList<>();

    /** From now on the JMS thread calls this subscriber with each reply. */
    public void subscribe(Consumer<OrderReply> subscriber) {
        subscribers.add(subscriber);
    }

    public void unsubscribe(Consumer<OrderReply> subscriber) {
        subscribers.remove(subscriber);
    }

    /** Called by the JMS thread. */
    public void arrived(OrderReply reply) {
        subscribers.forEach(subscriber -> subscriber.accept(reply));
    }
}
