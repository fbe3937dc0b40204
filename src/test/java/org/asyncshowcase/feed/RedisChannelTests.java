package org.asyncshowcase.feed;

import org.asyncshowcase.testing.Patience;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

import static org.assertj.core.api.Assertions.assertThat;

class RedisChannelTests extends RedisContract {

    RedisChannelTests() {
        super("redis", false);
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
