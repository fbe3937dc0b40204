package org.asyncshowcase.orders;

import org.asyncshowcase.Delay;
import org.asyncshowcase.UnavailableException;
import org.asyncshowcase.events.OrderReplies;
import org.asyncshowcase.events.OrderReply;
import org.asyncshowcase.events.jms.OrderSender;
import org.junit.jupiter.api.Test;
import org.springframework.jms.UncategorizedJmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.core.MessageCreator;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderGatewayTests {

    private final OrderReplies replies = new OrderReplies();
    private final OrderBook book = new OrderBook(1);

    @Test
    void receivesAReplyThatIsFasterThanTheReturnOfTheSend() {
        OrderGateway gateway = gateway(() -> replies.arrived(new OrderReply(book.all().get(0).getId(), null)));

        DeferredResult<Order> result = place(gateway);

        assertThat(result.getResult()).extracting("status").isEqualTo("confirmed");
    }

    @Test
    void forgetsAnOrderThatTheBrokerDidNotTake() {
        OrderGateway gateway = gateway(() -> {
            throw new UncategorizedJmsException("the broker is away");
        });

        assertThatThrownBy(() -> place(gateway)).isInstanceOf(UnavailableException.class);

        assertThat(book.all()).isEmpty();
        assertThat(gateway.waiting()).isZero();
    }

    @Test
    void refusesAnOrderWhenTheBookIsFullOfPendingOnes() {
        OrderGateway gateway = gateway(() -> { });
        place(gateway);

        assertThatThrownBy(() -> place(gateway)).isInstanceOf(UnavailableException.class);

        replies.arrived(new OrderReply(book.all().get(0).getId(), null));
        place(gateway);
        assertThat(book.all()).hasSize(1);
    }

    @Test
    void passesOverAReplyToAnOrderThatItDoesNotHold() {
        OrderGateway gateway = gateway(() -> { });
        DeferredResult<Order> result = place(gateway);

        replies.arrived(new OrderReply("of another node", null));

        assertThat(result.hasResult()).isFalse();
    }

    private static DeferredResult<Order> place(OrderGateway gateway) {
        Order order = Order.pending(new NewOrder("ACME", "1"));
        return gateway.place(order, Delay.valueOf("0"), answered -> answered);
    }

    /** @param onSend happens while the message is being sent */
    private OrderGateway gateway(Runnable onSend) {
        JmsTemplate queue = new JmsTemplate() {
            @Override
            public void send(MessageCreator message) {
                onSend.run();
            }
        };
        OrderGateway gateway = new OrderGateway(book, new OrderSender(queue, "replies"), replies, () -> Runnable::run, 10_000);
        gateway.afterPropertiesSet();
        return gateway;
    }
}
