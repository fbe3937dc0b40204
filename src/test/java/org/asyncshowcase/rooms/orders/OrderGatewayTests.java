package org.asyncshowcase.rooms.orders;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.jms.JMSException;
import javax.jms.Session;

import org.apache.activemq.command.ActiveMQMapMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.asyncshowcase.rooms.example.Delay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jms.UncategorizedJmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.core.MessageCreator;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderGatewayTests {

    private final Database database = new Database();
    private final OrderStore store = new OrderStore(database, "node", 2);
    private final List<String> sent = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private Runnable onSend = () -> { };
    private int rollbacks;
    private OrderGateway replied;
    private final OrderGateway gateway = gateway(store, tasks::add);

    @Test
    void receivesAReplyThatIsFasterThanTheReturnOfTheSend() {
        onSend = () -> reply(heldId(), null);

        DeferredResult<Order> result = place(gateway(store, Runnable::run), null);

        assertThat(result.getResult()).extracting("status").isEqualTo("confirmed");
    }

    @Test
    void sendsEachOrderOnce() {
        place("1");
        place("2");
        assertThat(tasks).as("one round sends both").hasSize(1);

        tasks.get(0).run();
        gateway.send();

        assertThat(sent).hasSize(2).doesNotHaveDuplicates().first().isEqualTo(store.newest("ann", 2).get(1).getId());
    }

    @Test
    void acceptsAnOrderWhileTheBrokerIsAwayAndSendsItLater() {
        onSend = () -> {
            throw new UncategorizedJmsException("the broker is away");
        };
        DeferredResult<Order> result = place(null);
        gateway.send();
        assertThat(result.hasResult()).isFalse();

        onSend = () -> { };
        gateway.send();

        assertThat(sent).containsExactly(heldId());
    }

    @Test
    void sendsAgainAtItsStartWhatIsPending() {
        place(null);
        gateway.send();

        OrderGateway restarted = gateway(new OrderStore(database, "restarted", 2), tasks::add);
        restarted.send();
        restarted.send();

        assertThat(sent).containsExactly(heldId(), heldId());
    }

    @Test
    void acceptsAnOrderWhileTheApplicationStops() {
        place(gateway(store, task -> {
            throw new TaskRejectedException("it stops");
        }), null);

        assertThat(store.unsent()).hasSize(1);
    }

    @Test
    void answersAllRequestsOfAClientThatAsksAgain() {
        DeferredResult<Order> first = place("mine");
        DeferredResult<Order> again = place("mine");
        assertThat(gateway.waiting()).isEqualTo(2);

        reply(heldId(), "1.5");

        assertThat(first.getResult()).extracting("id").isEqualTo(heldId());
        assertThat(again.getResult()).extracting("id").isEqualTo(heldId());
        assertThat(gateway.waiting()).isZero();
    }

    @Test
    void letsTenWaitForOneOrder() {
        for (int each = 0; each < 10; each++) {
            place("mine");
        }

        assertThatThrownBy(() -> place("mine")).isInstanceOf(ResponseStatusException.class).hasMessageContaining("503");
        assertThat(gateway.waiting()).isEqualTo(10);
        place("another");
    }

    /** Subscribed first, and looked after that: the reply may have been stored between the two. */
    @Test
    void answersAtOnceWhatIsConfirmedAlready() {
        place("mine");
        reply(heldId(), "1.5");

        assertThat(place("mine").getResult()).extracting("status").isEqualTo("confirmed");
        assertThat(gateway.waiting()).isZero();
    }

    @Test
    void keepsNothingOfAnOrderThatItRefuses() {
        place(null);
        place(null);

        assertThatThrownBy(() -> place(null)).isInstanceOf(ResponseStatusException.class);
        database.away = true;
        assertThatThrownBy(() -> place(null)).isInstanceOf(ResponseStatusException.class);

        database.away = false;
        assertThat(store.newest("ann", 9)).hasSize(2);
        assertThat(gateway.waiting()).isEqualTo(2);
    }

    @Test
    void sendsWhenTheDatabaseIsBack() {
        place(null);
        database.away = true;
        gateway.send();
        assertThat(sent).isEmpty();

        database.away = false;
        gateway.send();

        assertThat(sent).hasSize(1);
    }

    /** The session's transaction is rolled back: the broker delivers the reply again. */
    @Test
    void answersNoReplyThatIsNotStored() {
        DeferredResult<Order> result = place(null);
        String id = heldId();
        database.away = true;

        reply(id, "1.5");

        assertThat(rollbacks).isEqualTo(1);
        assertThat(result.hasResult()).isFalse();
        database.away = false;
        reply(id, "1.5");
        assertThat(rollbacks).isEqualTo(1);
        assertThat(result.getResult()).extracting("status").isEqualTo("confirmed");
    }

    @Test
    void passesOverAReplyToAnOrderThatItDoesNotHold() {
        DeferredResult<Order> result = place(null);

        reply("00000000-0000-0000-0000-000000000000", null);

        assertThat(result.hasResult()).isFalse();
        assertThat(rollbacks).isZero();
    }

    @ParameterizedTest
    @CsvSource({", 1", "no id, 1", "held, ''", "held, x", "held, 1e999999999", "held, -1", "held, 1234567890"})
    void dropsWhatIsNoReply(String id, String price) throws Exception {
        DeferredResult<Order> result = place(null);

        reply("held".equals(id) ? heldId() : id, price);
        gateway.onMessage(new ActiveMQTextMessage(), session());

        assertThat(result.hasResult()).isFalse();
        assertThat(rollbacks).isZero();
    }

    private String heldId() {
        return store.newest("ann", 1).get(0).getId();
    }

    private DeferredResult<Order> place(String clientRef) {
        return place(gateway, clientRef);
    }

    private static DeferredResult<Order> place(OrderGateway gateway, String clientRef) {
        return gateway.place(Order.pending("ann", "ACME", "1", clientRef, Delay.valueOf("0")), answered -> answered);
    }

    private void reply(String id, String price) {
        try {
            ActiveMQMapMessage reply = new ActiveMQMapMessage();
            reply.setJMSCorrelationID(id);
            reply.setString("price", price);
            replied.onMessage(reply, session());
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Makes messages, and counts how often it is rolled back. */
    private Session session() {
        return (Session) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Session.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                    case "createMapMessage":
                        return new ActiveMQMapMessage();
                    case "createQueue":
                        return new ActiveMQQueue((String) arguments[0]);
                    default:
                        assertThat(method.getName()).isEqualTo("rollback");
                        rollbacks++;
                        return null;
                    }
                });
    }

    /** The last one that was made gets the replies. */
    private OrderGateway gateway(OrderStore orders, TaskExecutor sender) {
        JmsTemplate queue = new JmsTemplate() {
            @Override
            public void send(MessageCreator message) {
                onSend.run();
                try {
                    sent.add(message.createMessage(session()).getJMSCorrelationID());
                } catch (JMSException ex) {
                    throw new IllegalStateException(ex);
                }
            }
        };
        replied = new OrderGateway(orders, sender, queue, "replies", 10_000);
        return replied;
    }

    /** H2 within, which may be away. */
    private static final class Database extends DriverManagerDataSource {

        private boolean away;
        private final Connection open;

        Database() {
            super("jdbc:h2:mem:" + UUID.randomUUID());
            try {
                open = super.getConnection();
            } catch (SQLException ex) {
                throw new IllegalStateException(ex);
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("the database is away");
            }
            return super.getConnection();
        }
    }
}
