package org.asyncshowcase.rooms.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

import javax.jms.Destination;

import org.apache.activemq.command.ActiveMQMapMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.asyncshowcase.feed.QuoteLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.jms.UncategorizedJmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.core.MessageCreator;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OrderDeskTests {

    private static final String ID = "00000000-0000-0000-0000-000000000001";

    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Instant> dues = new ArrayList<>();
    private boolean stops;
    private int failures;
    private int sent;
    private int acknowledged;

    private final OrderDesk desk = new OrderDesk(new JmsTemplate() {
        @Override
        public void send(Destination replyTo, MessageCreator message) {
            if (failures-- > 0) {
                throw new UncategorizedJmsException("the broker is away");
            }
            sent++;
        }
    }, new ConcurrentTaskScheduler() {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, Instant due) {
            if (stops) {
                throw new TaskRejectedException("it stops");
            }
            tasks.add(task);
            dues.add(due);
            return null;
        }
    }, new QuoteLog(1));

    @Test
    void repliesAfterTheDelay() throws Exception {
        Instant started = Instant.now();

        desk.onMessage(order(ID, "ACME", "1", "5000"));

        assertThat(dues.get(0)).isCloseTo(started.plusMillis(5_000), within(Duration.ofSeconds(2)));
        assertThat(acknowledged).as("before the reply is sent").isZero();
        tasks.get(0).run();
        assertThat(sent).isEqualTo(1);
        assertThat(acknowledged).isEqualTo(1);
    }

    @Test
    void triesAgainWhereTheBrokerTookNoReply() throws Exception {
        failures = 2;
        desk.onMessage(order(ID, "ACME", "1", "0"));

        for (int each = 0; each < tasks.size(); each++) {
            tasks.get(each).run();
        }

        assertThat(tasks).hasSize(3);
        assertThat(sent).isEqualTo(1);
        assertThat(acknowledged).isEqualTo(1);
    }

    /** Whatever is not acknowledged, the broker delivers again. */
    @Test
    void leavesAnOrderToAnotherDeskWhileTheApplicationStops() throws Exception {
        failures = 1;
        desk.onMessage(order(ID, "ACME", "1", "0"));
        stops = true;

        tasks.get(0).run();
        desk.onMessage(order(ID, "ACME", "1", "0"));

        assertThat(acknowledged).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'', ACME, 1, 0", "no id, ACME, 1, 0", ID + ", '', 1, 0", ID + ", ACME, 0, 0", ID + ", ACME, x, 0",
            ID + ", ACME, 1, -1", ID + ", ACME, 1, 60001", ID + ", ACME, 1, 2147483647"})
    void dropsWhatIsNoOrder(String id, String symbol, String quantity, String delay) throws Exception {
        desk.onMessage(order(id, symbol, quantity, delay));

        assertThat(tasks).isEmpty();
        assertThat(acknowledged).isEqualTo(1);
    }

    @Test
    void dropsAnOrderThatSaysNotWhereToReply() throws Exception {
        ActiveMQMapMessage order = order(ID, "ACME", "1", "0");
        order.setJMSReplyTo(null);

        desk.onMessage(order);
        desk.onMessage(new ActiveMQTextMessage());

        assertThat(tasks).isEmpty();
    }

    private ActiveMQMapMessage order(String id, String symbol, String quantity, String delay) throws Exception {
        ActiveMQMapMessage order = new ActiveMQMapMessage();
        order.setAcknowledgeCallback(() -> acknowledged++);
        order.setJMSCorrelationID(id);
        order.setJMSReplyTo(new ActiveMQQueue("replies"));
        order.setString("symbol", symbol);
        order.setString("quantity", quantity);
        order.setString("delay", delay);
        return order;
    }
}
