package org.asyncshowcase.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.asyncshowcase.feed.jms.AcceptedQuotes;
import org.asyncshowcase.testing.BrokerProxy;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.awaitility.Awaitility.await;

/** What a node has for quotes, by the XML of one source, and a follower that polls; behind a proxy of its own. */
final class FollowingNode implements AutoCloseable {

    private static final String SPRING = "file:src/main/webapp/WEB-INF/spring/";

    final BrokerProxy proxy;
    final QuoteLog log;
    final QuoteSender sender;
    /** Ids, and gaps. */
    final List<String> followed = new ArrayList<>();
    private final GenericXmlApplicationContext context = new GenericXmlApplicationContext();
    private String cursor;

    FollowingNode(String source, int port) throws Exception {
        proxy = new BrokerProxy(port);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("of the test", Map.of(
                "events.broker-url", "vm://" + source + proxy.port() + "?create=false",
                "events.amqp-url", "amqp://127.0.0.1:" + proxy.port(),
                "events.redis-url", "redis://127.0.0.1:" + proxy.port(), "events.log.capacity", "50")));
        context.load(SPRING + "settings.xml", SPRING + "feed/broker.xml", SPRING + "feed/log.xml",
                SPRING + "feed/source/" + source + ".xml");
        context.refresh();
        log = context.getBean(QuoteLog.class);
        sender = context.getBean(QuoteSender.class);
    }

    /** Follows from here on. */
    FollowingNode awaitConnected() {
        await().until(sender::isConnected);
        cursor = log.newest();
        return this;
    }

    /** Until it is accepted. */
    String publish() {
        String[] id = new String[1];
        await().until(() -> {
            try {
                id[0] = sender.publish("ACME", "1").getId();
                return true;
            } catch (BrokerAwayException ex) {
                return false;
            }
        });
        return id[0];
    }

    /** Polls until this one has come. */
    void follow(String id) {
        await().until(() -> {
            Backlog backlog = log.after(cursor);
            if (backlog.isGap()) {
                followed.add(AcceptedQuotes.GAP);
            }
            backlog.getQuotes().stream().map(Quote::getId).forEach(followed::add);
            cursor = backlog.getLast();
            return followed.contains(id);
        });
    }

    @Override
    public void close() {
        context.close();
        proxy.close();
    }
}
