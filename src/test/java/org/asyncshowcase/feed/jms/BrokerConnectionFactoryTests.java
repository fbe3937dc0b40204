package org.asyncshowcase.feed.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.jms.Connection;
import javax.jms.JMSException;

import org.asyncshowcase.testing.BrokerProxy;
import org.asyncshowcase.testing.ExternalBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Against a broker behind a proxy that makes it half-open. */
class BrokerConnectionFactoryTests {

    /** Promised are 2 s. One after the other, twenty would take 40. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);
    /** Nobody waits for an attempt to connect: ten of them would take 20 s. */
    private static final Duration TEN_TIMES = Duration.ofSeconds(12);

    private final ExecutorService senders = Executors.newCachedThreadPool();
    private ExternalBroker broker;
    private BrokerProxy proxy;
    private BrokerConnectionFactory connections;
    private JmsTemplate template;

    @BeforeEach
    void start() throws Exception {
        int port = ExternalBroker.freePort();
        broker = ExternalBroker.start(port);
        proxy = new BrokerProxy(port);
        connections = new BrokerConnectionFactory("tcp://localhost:" + proxy.port());
        template = new JmsTemplate(connections);
        template.setDefaultDestinationName("queue");
    }

    @AfterEach
    void stop() throws Exception {
        connections.destroy();
        proxy.close();
        broker.close();
        senders.shutdownNow();
    }

    @Test
    void keepsItsConnectionUntilItIsDestroyed() {
        connections.afterPropertiesSet();

        connections.stop();

        template.convertAndSend("first");
    }

    @Test
    void endsEverySendWhenTheBrokerFallsSilent() throws Exception {
        connections.afterPropertiesSet();
        template.convertAndSend("first");
        proxy.swallow();

        List<CompletableFuture<Void>> sends = send(20, "second");

        assertAllFail(sends, ENDS_WITHIN);
        assertThat(connections.isConnected()).isFalse();
        long again = System.nanoTime();
        for (int each = 0; each < 10; each++) {
            assertAllFail(send(20, "third"), ENDS_WITHIN);
        }
        assertThat(since(again)).isLessThan(TEN_TIMES);
        proxy.forward();
        await().until(connections::isConnected);
        template.convertAndSend("fourth");
    }

    /** The writer waits in the socket, with the connection's lock held, and all others wait for the lock. */
    @Test
    void endsEverySendWhenTheBrokerDoesNotEvenRead() throws Exception {
        connections.afterPropertiesSet();
        proxy.stall();

        List<CompletableFuture<Void>> sends = send(20, "x".repeat(1_000_000));

        assertAllFail(sends, ENDS_WITHIN);
        proxy.forward();
        await().until(connections::isConnected);
        template.convertAndSend("after");
    }

    @Test
    void startsBesideASilentBrokerAndConnectsWhenItAnswers() {
        proxy.swallow();
        long started = System.nanoTime();

        connections.afterPropertiesSet();

        assertThat(since(started)).isLessThan(ENDS_WITHIN);
        assertThat(connections.isConnected()).isFalse();
        assertThatThrownBy(connections::createConnection).isInstanceOf(JMSException.class);
        proxy.forward();
        await().until(connections::isConnected);
    }

    @Test
    void connectsAgainWhenTheConnectionIsCut() throws Exception {
        connections.afterPropertiesSet();
        Connection connection = connections.createConnection();
        String before = connection.toString();

        proxy.cut();

        await().until(() -> connections.isConnected() && !connection.toString().equals(before));
        template.convertAndSend("after");
    }

    /** The failover transport must not come back by itself: nobody would learn that quotes were missed. */
    @Test
    void connectsAgainByItselfWhereTheUrlNamesSeveralBrokers() throws Exception {
        connections = new BrokerConnectionFactory("failover:(tcp://localhost:" + ExternalBroker.freePort()
                + ",tcp://localhost:" + proxy.port() + ")");
        template = new JmsTemplate(connections);
        template.setDefaultDestinationName("queue");

        connectsAgainWhenTheConnectionIsCut();

        proxy.swallow();
        assertAllFail(send(20, "second"), ENDS_WITHIN);
        assertThat(connections.isConnected()).isFalse();
        proxy.forward();
        await().until(connections::isConnected);
    }

    @Test
    void leavesNoThreadWhenItEndsBesideASilentBroker() {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        connections.afterPropertiesSet();
        send(5, "x").forEach(CompletableFuture::join);
        proxy.swallow();
        List<CompletableFuture<Void>> sends = send(5, "x");
        long started = System.nanoTime();

        connections.destroy();

        assertThat(since(started)).isLessThan(ENDS_WITHIN);
        assertAllFail(sends, ENDS_WITHIN);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).noneMatch(
                thread -> !others.contains(thread) && thread.getName().matches("(broker-monitor-|ActiveMQ .*tcp:).*")));
    }

    private List<CompletableFuture<Void>> send(int count, String text) {
        List<CompletableFuture<Void>> sends = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            sends.add(CompletableFuture.runAsync(() -> template.convertAndSend(text), senders).orTimeout(20, SECONDS));
        }
        return sends;
    }

    private static void assertAllFail(List<CompletableFuture<Void>> sends, Duration within) {
        long started = System.nanoTime();
        for (CompletableFuture<Void> send : sends) {
            assertThatThrownBy(send::join).hasCauseInstanceOf(JmsException.class);
        }
        assertThat(since(started)).isLessThan(within);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
