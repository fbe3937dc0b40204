package org.asyncshowcase.feed.redis;

import java.net.URI;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;

/** The connection that brings quotes, and its thread, which connects again while Redis is away: Jedis does not by itself. */
final class RedisConnection {

    private static final Logger log = LoggerFactory.getLogger(RedisConnection.class);

    /** How long Redis may take to be connected, and to answer. */
    static final int TIMEOUT_MILLIS = 400;
    private static final long PAUSE_NANOS = 400_000_000;
    private static final int STOP_MILLIS = 3_000;
    /** A connection on which nothing comes for 1.6 s is given up: its reader takes care that something does. */
    private static final JedisClientConfig TIMEOUTS = DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(TIMEOUT_MILLIS).socketTimeoutMillis(TIMEOUT_MILLIS)
            .blockingSocketTimeoutMillis(1_600).build();

    private final URI url;
    private final Consumer<Jedis> reader;
    private final Thread thread = new Thread(this::run, "redis-quotes");
    private volatile Jedis current;
    private volatile boolean connected;
    private volatile boolean stopped;
    private boolean warned;

    /** @param reader calls {@link #connected}, then reads until {@link #isStopped} */
    RedisConnection(URI url, Consumer<Jedis> reader) {
        this.url = url;
        this.reader = reader;
    }

    void start() {
        thread.start();
    }

    /** Called by the thread, when quotes that are published from now on will be read. */
    void connected() {
        connected = true;
        warned = false;
        log.info("Redis delivers quotes from now on");
    }

    /** Any thread may call. */
    boolean isConnected() {
        return connected;
    }

    boolean isStopped() {
        return stopped;
    }

    private void run() {
        while (!stopped) {
            try (Jedis redis = new Jedis(url, TIMEOUTS)) {
                current = redis;
                reader.accept(redis);
            } catch (RuntimeException ex) {
                connected = false;
                if (!warned && !stopped) {
                    log.warn("Redis is away: {}", ex.toString());
                }
                warned = true;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Ends the thread. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        if (current != null) {
            current.disconnect();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
