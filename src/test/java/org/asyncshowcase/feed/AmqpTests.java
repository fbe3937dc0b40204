package org.asyncshowcase.feed;

import org.asyncshowcase.testing.DebianServer;
import org.asyncshowcase.testing.RabbitServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class AmqpTests extends SourceContract {

    private static RabbitServer rabbit;

    AmqpTests() {
        super("amqp", false, "amqp-");
    }

    @BeforeAll
    static void startRabbit() throws Exception {
        rabbit = RabbitServer.start();
    }

    @AfterAll
    static void stopRabbit() throws Exception {
        if (rabbit != null) {
            rabbit.close();
        }
    }

    @Override
    DebianServer server() {
        return rabbit;
    }
}
