package org.asyncshowcase.rooms.orders;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.asyncshowcase.rooms.example.Delay;
import org.junit.jupiter.api.Test;
import org.springframework.jms.UncategorizedJmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.core.MessageCreator;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderGatewayTests {

    private final OrderBook book = new OrderBook(1);
    private OrderGateway gateway;

    @Test
    void receivesAReplyThatIsFasterThanTheReturnOfTheSend() {
        gateway = gateway(() -> gateway.accept(new OrderReply(heldId(), null)));

        DeferredResult<Order> result = place(gateway);

        assertThat(result.getResult()).extracting("status").isEqualTo("confirmed");
    }

    @Test
    void forgetsAnOrderThatTheBrokerDidNotTake() {
        gateway = gateway(() -> {
            throw new UncategorizedJmsException("the broker is away");
        });

        assertThatThrownBy(() -> place(gateway)).isInstanceOf(ResponseStatusException.class);

        assertThat(book.newest(1)).isEmpty();
        assertThat(gateway.waiting()).isZero();
    }

    @Test
    void refusesAnOrderWhenTheBookIsFullOfPendingOnes() {
        gateway = gateway(() -> { });
        place(gateway);

        assertThatThrownBy(() -> place(gateway)).isInstanceOf(ResponseStatusException.class);

        gateway.accept(new OrderReply(heldId(), null));
        place(gateway);
        assertThat(book.newest(2)).hasSize(1);
    }

    /** MVC reports no end of a request that it could not park: what waits for it leaves with its order. */
    @Test
    void waitsForNoOrderThatItHasDropped() {
        AtomicLong now = new AtomicLong(System.nanoTime());
        gateway = gateway(new OrderBook(1, now::get), () -> { });
        place(gateway);

        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        place(gateway);

        assertThat(gateway.waiting()).isEqualTo(1);
    }

    @Test
    void passesOverAReplyToAnOrderThatItDoesNotHold() {
        gateway = gateway(() -> { });
        DeferredResult<Order> result = place(gateway);

        gateway.accept(new OrderReply("00000000-0000-0000-0000-000000000000", null));

        assertThat(result.hasResult()).isFalse();
    }

    @Test
    void keepsThePriceOfTheFirstReply() {
        gateway = gateway(() -> { });
        DeferredResult<Order> result = place(gateway);
        gateway.accept(new OrderReply(heldId(), "1.5"));

        gateway.accept(new OrderReply(heldId(), "9"));

        assertThat(gateway.order(heldId()).getPrice()).isEqualByComparingTo("1.5");
        assertThat(result.getResult()).isSameAs(gateway.order(heldId()));
    }

    @Test
    void waitsForNoSecondReply() {
        gateway = gateway(() -> { });
        place(gateway);

        gateway.accept(new OrderReply(heldId(), null));

        assertThat(gateway.waiting()).isZero();
    }

    private String heldId() {
        return book.newest(1).get(0).getId();
    }

    private DeferredResult<Order> place(OrderGateway gateway) {
        Order order = Order.pending(new NewOrder("ACME", "1"));
        return gateway.place(order, Delay.valueOf("0"), answered -> answered);
    }

    /** @param onSend happens while the message is being sent */
    private OrderGateway gateway(Runnable onSend) {
        return gateway(book, onSend);
    }

    private static OrderGateway gateway(OrderBook book, Runnable onSend) {
        JmsTemplate queue = new JmsTemplate() {
            @Override
            public void send(MessageCreator message) {
                onSend.run();
            }
        };
        return new OrderGateway(book, new OrderSender(queue, "replies"), 10_000);
    }
}
