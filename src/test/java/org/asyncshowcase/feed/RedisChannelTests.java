package org.asyncshowcase.feed;

import org.asyncshowcase.testing.DebianServer;
import org.asyncshowcase.testing.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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
}
