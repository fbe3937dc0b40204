package org.asyncshowcase.feed.redis;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;

import org.asyncshowcase.feed.Node;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.feed.QuoteText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/** Quotes by PUBLISH and SUBSCRIBE. Redis keeps none: what comes while this node is not subscribed is lost to it. */
public final class RedisChannel extends RedisQuoteSender {

    private static final Logger log = LoggerFactory.getLogger(RedisChannel.class);
    private static final String CHANNEL = "quotes";
    private static final Duration BEAT = Duration.ofMillis(400);

    private final QuoteLog quotes;
    private final TaskScheduler scheduler;
    /** This node's own. Where nothing comes on it, the connection is dead, however quiet the other channel may be. */
    private final String beats;
    private ScheduledFuture<?> beat;

    public RedisChannel(String url, QuoteLog quotes, Node node, TaskScheduler scheduler) {
        super(url, node);
        this.quotes = quotes;
        this.scheduler = scheduler;
        this.beats = "beats." + node.getId();
    }

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        beat = scheduler.scheduleWithFixedDelay(this::beat, BEAT);
    }

    /** Called by the scheduler. */
    private void beat() {
        if (isConnected()) {
            try {
                pool().publish(beats, "");
            } catch (JedisException ex) {
                log.debug("No beat: the thread that reads notices, too", ex);
            }
        }
    }

    @Override
    void send(JedisPooled redis, String quote) {
        redis.publish(CHANNEL, quote);
    }

    @Override
    void read(Jedis redis, RedisConnection from) {
        redis.subscribe(new JedisPubSub() {

            @Override
            public void onSubscribe(String channel, int subscribed) {
                if (subscribed == 2) {
                    quotes.interrupted();
                    from.connected();
                }
            }

            @Override
            public void onMessage(String channel, String message) {
                if (channel.equals(CHANNEL)) {
                    QuoteText.append(message, quotes);
                }
            }
        }, CHANNEL, beats);
    }

    @Override
    public void destroy() {
        beat.cancel(false);
        super.destroy();
    }
}
