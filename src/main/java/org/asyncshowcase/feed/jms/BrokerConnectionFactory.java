package org.asyncshowcase.feed.jms;

import java.io.IOException;
import java.time.Duration;

import javax.jms.Connection;
import javax.jms.JMSException;

import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.command.ConnectionControl;
import org.apache.activemq.transport.Transport;
import org.apache.activemq.util.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.support.JmsUtils;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The one connection to the broker, and the two threads that look after it. One connects, again and again while the broker
 * is away, and pings it; for everybody else a call fails at once while there is no connection. The other never calls the
 * broker: it ends a connection from which nothing comes, and with it every call that waits for an answer.
 *
 * <p>Spring's part is the shared connection and the cached sessions; but it connects on the thread of a caller, which waits.
 * ActiveMQ's failover transport holds callers and hides an interruption. The timer thread of its inactivity monitor outlives
 * an undeploy while the broker is away.
 */
public final class BrokerConnectionFactory extends CachingConnectionFactory {

    private static final Logger log = LoggerFactory.getLogger(BrokerConnectionFactory.class);

    /** A broker that is half-open is noticed within 2 s: after this many checks without a byte. */
    private static final int SILENT_CHECKS = 4;
    private static final Duration CHECK_EVERY = Duration.ofMillis(400);
    private static final String SILENT = "nothing has come from it for "
            + CHECK_EVERY.multipliedBy(SILENT_CHECKS).toMillis() + " ms";
    /** For a broker that lives, and takes no message. */
    private static final int SEND_TIMEOUT_MILLIS = 2_000;
    private static final int CLOSE_TIMEOUT_MILLIS = 1_000;

    private final ThreadPoolTaskScheduler monitor = new ThreadPoolTaskScheduler();
    private final boolean embedded;
    /** Why there is no connection; null while there is one. */
    private volatile String disconnectReason = "not connected yet";
    /** Belongs to the current connection, or to the one that is being made. */
    private volatile Transport transport;
    /** Not yet given to Spring. */
    private volatile Connection pendingConnection;
    private boolean warned;
    private Transport seen;
    private int received;
    private int silentChecks;

    /** @param url of an embedded broker, {@code vm://name}, which is never silent, or of any other */
    public BrokerConnectionFactory(String url) {
        Transports transports = new Transports(url);
        transports.setSendTimeout(SEND_TIMEOUT_MILLIS);
        transports.setCloseTimeout(CLOSE_TIMEOUT_MILLIS);
        // of temporary queues and topics; there are none here
        transports.setWatchTopicAdvisories(false);
        // an order is delivered again until a desk has replied, however many nodes go meanwhile
        transports.getRedeliveryPolicy().setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        setTargetConnectionFactory(transports);
        // one that is kept would go on to be sent messages after its listener's end
        setCacheConsumers(false);
        embedded = url.startsWith("vm:");
        monitor.setThreadNamePrefix("broker-monitor-");
        monitor.setPoolSize(2);
        monitor.setAwaitTerminationSeconds(3);
    }

    /** Whether there is a connection from which something has come a moment ago. Any thread may call. */
    public boolean isConnected() {
        return disconnectReason == null;
    }

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        monitor.initialize();
        if (!embedded) {
            monitor.scheduleWithFixedDelay(this::detectSilence, CHECK_EVERY);
        }
        pingOrConnect();
        monitor.scheduleWithFixedDelay(this::pingOrConnect, CHECK_EVERY);
    }

    /** Spring 6 calls it before {@link #destroy}, and would close the connection under those who look after it. */
    public void stop() {
        // destroy does
    }

    @Override
    public void destroy() {
        if (!isConnected() && transport != null) {
            // ends an attempt to connect
            ServiceSupport.dispose(transport);
        }
        monitor.shutdown();
        super.destroy();
    }

    /** Called by the one thread that may wait for the broker; whatever it waits for, {@link #detectSilence} ends. */
    private void pingOrConnect() {
        try {
            if (isConnected()) {
                transport.asyncRequest(new ConnectionControl(), null);
            } else {
                if (transport != null) {
                    warnOnce();
                }
                connect();
            }
        } catch (JMSException | IOException ex) {
            if (!SILENT.equals(disconnectReason)) {
                disconnectReason = ex.toString();
            }
            warnOnce();
        }
    }

    /** Once, and not at each attempt. */
    private void warnOnce() {
        if (!warned) {
            log.warn("The broker is away: {}", disconnectReason);
            warned = true;
        }
    }

    /** Outside of Spring's lock: senders that have failed wait for it. */
    private void connect() throws JMSException {
        resetConnection();
        Connection connection = getTargetConnectionFactory().createConnection();
        try {
            connection.start();
            pendingConnection = connection;
            getConnection();
            disconnectReason = null;
        } finally {
            if (!isConnected()) {
                JmsUtils.closeConnection(connection);
            }
        }
        if (warned) {
            log.info("The broker is back");
            warned = false;
        }
    }

    /** Called with Spring's lock held, by whoever finds no connection. */
    @Override
    protected Connection doCreateConnection() throws JMSException {
        Connection connection = pendingConnection;
        if (connection == null) {
            throw new JMSException("The broker is away");
        }
        pendingConnection = null;
        return connection;
    }

    /** From now on ActiveMQ's threads report when this connection breaks. */
    @Override
    protected void prepareConnection(Connection connection) throws JMSException {
        Transport own = ((ActiveMQConnection) connection).getTransport();
        connection.setExceptionListener(ex -> {
            if (own == transport && isConnected()) {
                disconnectReason = ex.toString();
            }
        });
    }

    /** What is closed here is broken, most times: that it cannot say good-bye is no news. */
    @Override
    protected void closeConnection(Connection connection) {
        JmsUtils.closeConnection(connection);
    }

    /** Never waits for the broker. */
    private void detectSilence() {
        Transport now = transport;
        if (now == null) {
            return;
        }
        int count = now.getReceiveCounter();
        silentChecks = now == seen && count == received ? silentChecks + 1 : 0;
        seen = now;
        received = count;
        if (silentChecks == SILENT_CHECKS) {
            disconnectReason = SILENT;
            ServiceSupport.dispose(now);
        }
    }

    /** Knows the transport before it connects. */
    private final class Transports extends ActiveMQConnectionFactory {

        Transports(String url) {
            super(BrokerUrl.unmonitored(url));
        }

        @Override
        protected Transport createTransport() throws JMSException {
            transport = super.createTransport();
            return transport;
        }
    }
}
