package org.asyncshowcase.feed;

import org.asyncshowcase.feed.amqp.AmqpConnections;
import org.asyncshowcase.feed.redis.RedisStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The start ends where a URL names no server: it would be reported as one that is away, for ever. */
class SourceUrlTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:6379", "redis://localhost", "redis://localhost:99999", "redis://a b:1"})
    void namesTheSettingOfRedis(String url) {
        assertThatThrownBy(() -> new RedisStream(url, new QuoteLog(1), new Node(), 1))
                .hasMessage("The setting events.redis-url must be a URL such as redis://host:6379");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:5672", "amqp://localhost:99999", "amqp://a b:1"})
    void namesTheSettingOfRabbit(String url) {
        assertThatThrownBy(() -> new AmqpConnections(url))
                .hasMessage("The setting events.amqp-url must be a URL such as amqp://host:5672");
    }
}
