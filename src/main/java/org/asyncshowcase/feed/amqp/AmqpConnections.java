package org.asyncshowcase.feed.amqp;

import java.net.URISyntaxException;
import java.security.GeneralSecurityException;

import com.rabbitmq.client.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.Assert;

/** The one connection to RabbitMQ, which its listener makes anew when it is broken; nobody waits for RabbitMQ for ever. */
public final class AmqpConnections extends CachingConnectionFactory {

    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int LAST_PORT = 65_535;
    /** A connection on which nothing comes for twice as long is dead. */
    private static final int HEARTBEAT_SECONDS = 2;

    /** @throws IllegalArgumentException if this is no URL */
    public AmqpConnections(String url) {
        super(client(url));
        // a sender waits for its own confirmation
        setPublisherConfirmType(ConfirmType.CORRELATED);
        setConnectionThreadFactory(new CustomizableThreadFactory("amqp-"));
        setCloseTimeout(TIMEOUT_MILLIS);
        setCloseExceptionLogger((logger, message, cause) -> logger.debug(message, cause));
    }

    private static ConnectionFactory client(String url) {
        ConnectionFactory client = new ConnectionFactory();
        try {
            Assert.isTrue(url.startsWith("amqp"), "no scheme");
            client.setUri(url);
            Assert.isTrue(client.getPort() <= LAST_PORT, "no port");
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException ex) {
            // without its value, which may hold a password
            throw new IllegalArgumentException("The setting events.amqp-url must be a URL such as amqp://host:5672");
        }
        client.setAutomaticRecoveryEnabled(false);
        client.setConnectionTimeout(TIMEOUT_MILLIS);
        client.setHandshakeTimeout(TIMEOUT_MILLIS);
        client.setChannelRpcTimeout(TIMEOUT_MILLIS);
        client.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        return client;
    }
}
