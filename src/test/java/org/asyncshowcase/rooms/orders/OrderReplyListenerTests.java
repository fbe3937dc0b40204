package org.asyncshowcase.rooms.orders;

import java.util.ArrayList;
import java.util.List;

import org.apache.activemq.command.ActiveMQMapMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OrderReplyListenerTests {

    private static final String ID = "00000000-0000-0000-0000-000000000001";

    private final List<OrderReply> replies = new ArrayList<>();
    private final OrderReplyListener listener = new OrderReplyListener(replies::add);

    @Test
    void handsAReplyOn() throws Exception {
        listener.onMessage(reply(ID, "1.5"));
        listener.onMessage(reply(ID, null));

        assertThat(replies).extracting(OrderReply::getOrderId).containsExactly(ID, ID);
        assertThat(replies.get(0).getPrice()).isEqualByComparingTo("1.5");
        assertThat(replies.get(1).getPrice()).isNull();
    }

    @ParameterizedTest
    @CsvSource({", 1", "no id, 1", ID + ", ''", ID + ", x", ID + ", 1e999999999", ID + ", -1", ID + ", 1234567890"})
    void dropsWhatIsNoReply(String id, String price) throws Exception {
        listener.onMessage(reply(id, price));
        listener.onMessage(new ActiveMQTextMessage());

        assertThat(replies).isEmpty();
    }

    private static ActiveMQMapMessage reply(String orderId, String price) throws Exception {
        ActiveMQMapMessage reply = new ActiveMQMapMessage();
        reply.setJMSCorrelationID(orderId);
        reply.setString("price", price);
        return reply;
    }
}
