package org.asyncshowcase.feed;

import org.asyncshowcase.testing.DebianServer;
import org.asyncshowcase.testing.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a Redis, one for each class. */
abstract class RedisContract extends SourceContract {

    static RedisServer redis;

    RedisContract(String source, boolean keepsQuotes) {
        super(source, keepsQuotes, "redis-");
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
