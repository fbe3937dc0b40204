package org.asyncshowcase.feed.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.asyncshowcase.feed.Backlog;
import org.asyncshowcase.feed.BrokerAwayException;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.testing.BrokerProcess;
import org.asyncshowcase.testing.BrokerProxy;
import org.asyncshowcase.testing.ExternalBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jms.core.JmsTemplate;

import static org.asyncshowcase.feed.jms.AcceptedQuotes.GAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Trap 53: two nodes, and a broker in a process of its own, which is killed, or from which a node is cut off. A follower has
 * each quote that was accepted, or a gap where it has not.
 */
class BrokerLossTests {

    private final AcceptedQuotes accepted = new AcceptedQuotes();
    private BrokerProcess broker;
    private Node first;
    private Node second;

    @BeforeEach
    void start() throws Exception {
        int port = ExternalBroker.freePort();
        broker = new BrokerProcess(port);
        first = new Node("a", port);
        second = new Node("b", port);
    }

    @AfterEach
    void stop() throws Exception {
        first.close();
        second.close();
        broker.close();
    }

    @Test
    void followersHaveAGapForWhatWasPublishedWhileTheirNodeWasCutOff() throws Exception {
        second.proxy.cutOff();
        await().until(() -> !second.sender.isConnected());

        // by a client that follows the second node meanwhile
        String late = second.log.newest();
        publish(first, 20);
        second.proxy.forward();
        await().until(second.sender::isConnected);
        publish(first, 1);

        assertFollows(first);
        assertFollows(second);
        assertThat(first.followed).doesNotContain(GAP);
        assertThat(second.followed).containsSubsequence(GAP, accepted.last());
        assertThat(second.log.after(late).isGap()).isTrue();
    }

    @Test
    void followersMissNothingInSilenceWhateverHappens() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            Node node = random.nextBoolean() ? first : second;
            Node other = node == first ? second : first;
            switch (random.nextInt(5)) {
                case 0:
                    broker.restart();
                    break;
                case 1:
                    node.proxy.cut();
                    break;
                case 2:
                    node.proxy.cutOff();
                    publish(other, 1 + random.nextInt(80));
                    node.proxy.forward();
                    break;
                default:
                    publish(node, random.nextInt(80));
            }
            publish(other, 1 + random.nextInt(80));
            publish(node, 1 + random.nextInt(80));
        }

        assertThat(accepted.size()).as("quotes with seed %d", seed).isGreaterThan(600);
        assertFollows(first);
        assertFollows(second);
    }

    /** One at a time: the order in which the broker accepts them is known. */
    private void publish(Node node, int count) {
        for (int each = 0; each < count; each++) {
            await().until(() -> {
                try {
                    return accepted.add(node.sender.publish("ACME", "1").getId());
                } catch (BrokerAwayException ex) {
                    return false;
                }
            });
        }
    }

    private void assertFollows(Node node) {
        await().until(node.sender::isConnected);
        publish(node, 1);
        await().until(() -> {
            node.follow();
            return node.followed.contains(accepted.last());
        });
        accepted.assertNoneIsMissingInSilence(node.followed);
    }

    /** What a node has for quotes, and a follower that polls. */
    private static final class Node implements AutoCloseable {

        private final QuoteLog log = new QuoteLog(10_000);
        private final List<String> followed = new ArrayList<>();
        private String cursor = log.newest();
        private final BrokerProxy proxy;
        private final BrokerConnectionFactory connections;
        private final QuoteSubscription subscription = new QuoteSubscription();
        private final JmsQuoteSender sender;

        Node(String id, int brokerPort) throws Exception {
            proxy = new BrokerProxy(brokerPort);
            connections = new BrokerConnectionFactory("tcp://localhost:" + proxy.port());
            connections.afterPropertiesSet();
            subscription.setConnectionFactory(connections);
            subscription.setPubSubDomain(true);
            subscription.setDestinationName("quotes");
            subscription.setMessageListener(new QuoteListener(log));
            subscription.setTaskExecutor(new SimpleAsyncTaskExecutor("jms-" + id));
            subscription.setReceiveTimeout(500);
            subscription.afterPropertiesSet();
            subscription.start();
            JmsTemplate topic = new JmsTemplate(connections);
            topic.setPubSubDomain(true);
            topic.setDefaultDestinationName("quotes");
            sender = new JmsQuoteSender(topic, connections, subscription, new org.asyncshowcase.feed.Node());
            await().until(sender::isConnected);
            cursor = log.newest();
        }

        /** Polls until there is nothing more. */
        void follow() {
            for (String before = null; !cursor.equals(before);) {
                before = cursor;
                Backlog backlog = log.after(cursor);
                if (backlog.isGap()) {
                    followed.add(GAP);
                }
                backlog.getQuotes().stream().map(Quote::getId).forEach(followed::add);
                cursor = backlog.getLast();
            }
        }

        @Override
        public void close() {
            subscription.destroy();
            connections.destroy();
            proxy.close();
        }
    }
}
