package org.asyncshowcase.feed;

import org.asyncshowcase.testing.DebianServer;
import org.asyncshowcase.testing.Patience;
import org.asyncshowcase.testing.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

import static org.assertj.core.api.Assertions.assertThat;

class RedisChannelTests extends SourceContract {

    private static RedisServer redis;

    RedisChannelTests() {
        super("redis", false, "redis-");
    }

    @BeforeAll
    static void startRedis() throws Exception {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() throws Exception {
        if (redis != null) {
            redis.close();
        }
    }

    @Override
    DebianServer server() {
        return redis;
    }

    /** So many beats take longer than the silence after which a connection is given up. */
    @Test
    void keepsAConnectionOnWhichNoQuoteComes() throws Exception {
        try (FollowingNode node = new FollowingNode("redis", redis.port()).awaitConnected();
                Jedis other = new Jedis(new HostAndPort("127.0.0.1", redis.port()), DefaultJedisClientConfig.builder()
                        .blockingSocketTimeoutMillis((int) Patience.PATIENCE.toMillis() / 10).build())) {
            long seen = node.log.seen();

            other.psubscribe(new JedisPubSub() {

                private int beats;

                @Override
                public void onPMessage(String pattern, String channel, String message) {
                    if (++beats == 20) {
                        punsubscribe();
                    }
                }
            }, "beats.*");

            assertThat(node.log.seen()).isEqualTo(seen);
            assertThat(node.sender.isConnected()).isTrue();
        }
    }
}
