package org.asyncshowcase.rooms.orders;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;

import org.apache.activemq.ActiveMQConnectionFactory;
import org.asyncshowcase.testing.BrokerProxy;
import org.asyncshowcase.testing.ExternalBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The desk by the real XML, on nodes that share a broker: an order is confirmed though the node that has taken it goes. */
class OrderRedeliveryTests {

    private static final String SPRING = "file:src/main/webapp/WEB-INF/spring/";
    private static final int COUNT = 60;
    private static final int DELAY_MILLIS = 1_500;

    private final Set<String> placed = new HashSet<>();
    private final Set<String> confirmed = new HashSet<>();
    private ExternalBroker broker;
    private BrokerProxy proxy;
    /** To the broker itself: no node's end, and no cut, is an end of this one. */
    private SingleConnectionFactory own;
    private GenericXmlApplicationContext first;
    private GenericXmlApplicationContext second;

    @BeforeEach
    void start() throws Exception {
        int port = ExternalBroker.freePort();
        broker = ExternalBroker.start(port);
        proxy = new BrokerProxy(port);
        own = new SingleConnectionFactory(new ActiveMQConnectionFactory("tcp://localhost:" + port));
        first = node(port);
        second = node(proxy.port());
    }

    @AfterEach
    void stop() throws Exception {
        first.close();
        second.close();
        own.destroy();
        proxy.close();
        broker.close();
    }

    @Test
    void isConfirmedByTheOtherNodeWhenItsOwnEnds() throws Exception {
        place();

        second.close();

        awaitAllConfirmed();
    }

    @Test
    void isConfirmedByTheOtherNodeWhenItsOwnIsCutOff() throws Exception {
        place();

        proxy.cutOff();

        awaitAllConfirmed();
    }

    /** The desk has some of them twice then: the second reply is passed over by the node that has placed the order. */
    @Test
    void isConfirmedWhenItsNodeComesBack() throws Exception {
        place();
        first.close();

        proxy.cut();

        awaitAllConfirmed();
    }

    /** Returns when both desks have orders in hand. */
    private void place() {
        for (int each = 0; each < COUNT; each++) {
            String id = UUID.randomUUID().toString();
            placed.add(id);
            queue("orders").send(session -> {
                MapMessage order = session.createMapMessage();
                order.setJMSCorrelationID(id);
                order.setJMSReplyTo(session.createQueue("replies"));
                order.setString("symbol", "ACME");
                order.setInt("quantity", 1);
                order.setInt("delay", DELAY_MILLIS);
                return order;
            });
        }
        await().until(() -> inHand(first) > 0 && inHand(second) > 0);
    }

    private static int inHand(GenericXmlApplicationContext node) {
        return node.getBean("brokerTimer", ThreadPoolTaskScheduler.class).getScheduledThreadPoolExecutor().getQueue().size();
    }

    private void awaitAllConfirmed() throws JMSException {
        JmsTemplate replies = queue("replies");
        replies.setReceiveTimeout(100);
        await().untilAsserted(() -> {
            for (Message reply = replies.receive(); reply != null; reply = replies.receive()) {
                confirmed.add(reply.getJMSCorrelationID());
            }
            assertThat(confirmed).isEqualTo(placed);
        });
    }

    private JmsTemplate queue(String name) {
        JmsTemplate queue = new JmsTemplate(own);
        queue.setDefaultDestinationName(name);
        return queue;
    }

    private static GenericXmlApplicationContext node(int brokerPort) {
        GenericXmlApplicationContext node = new GenericXmlApplicationContext();
        node.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test",
                Collections.singletonMap("events.broker-url", "tcp://localhost:" + brokerPort)));
        node.load(SPRING + "settings.xml", SPRING + "feed/broker.xml", SPRING + "feed/source/jms.xml",
                SPRING + "feed/log.xml", SPRING + "feed/store.xml", SPRING + "feed/orders.xml");
        node.refresh();
        return node;
    }
}
