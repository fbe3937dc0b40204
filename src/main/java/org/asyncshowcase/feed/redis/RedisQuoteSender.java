package org.asyncshowcase.feed.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.asyncshowcase.feed.BrokerAwayException;
import org.asyncshowcase.feed.Node;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteSender;
import org.asyncshowcase.feed.QuoteText;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/** Publishes quotes by a pool of connections. What it publishes comes back by the {@link RedisConnection}. */
abstract class RedisQuoteSender implements QuoteSender, InitializingBean, DisposableBean {

    private static final int LAST_PORT = 65_535;

    private final URI url;
    private final Node node;
    private final JedisPooled pool;
    private RedisConnection connection;

    RedisQuoteSender(String url, Node node) {
        this.url = url(url);
        this.node = node;
        // a request waits for a place in the pool, to be connected, for the greeting and for the answer: below 2 s in all
        GenericObjectPoolConfig<Connection> config = new GenericObjectPoolConfig<>();
        config.setMaxWait(Duration.ofMillis(RedisConnection.TIMEOUT_MILLIS));
        config.setJmxEnabled(false);
        this.pool = new JedisPooled(config, this.url, RedisConnection.TIMEOUT_MILLIS);
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (JedisURIHelper.isValid(url) && url.getPort() <= LAST_PORT) {
                return url;
            }
        } catch (URISyntaxException ex) {
            // reported below, as what is a URL and names no server
        }
        // without its value, which may hold a password
        throw new IllegalArgumentException("The setting events.redis-url must be a URL such as redis://host:6379");
    }

    /** Any thread may call. Returns when Redis has the quote. */
    abstract void send(JedisPooled redis, String quote);

    JedisPooled pool() {
        return pool;
    }

    /** Called by the connection's thread. Throws when the connection breaks, returns when it has been stopped. */
    abstract void read(Jedis redis, RedisConnection from);

    @Override
    public void afterPropertiesSet() {
        connection = new RedisConnection(url, this::read);
        connection.start();
    }

    private void read(Jedis redis) {
        // those that were broken with the last one: whoever took one of them would be refused
        pool.getPool().clear();
        read(redis, connection);
    }

    @Override
    public Quote publish(String symbol, String price) {
        if (!isConnected()) {
            throw new BrokerAwayException();
        }
        Quote quote = node.quote(symbol, price);
        try {
            send(pool, QuoteText.of(quote));
        } catch (JedisException ex) {
            throw new BrokerAwayException(ex);
        }
        return quote;
    }

    @Override
    public boolean isConnected() {
        return connection.isConnected();
    }

    @Override
    public void destroy() {
        connection.stop();
        pool.close();
    }
}
