package org.asyncshowcase.events.jms;

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
 * is away, and asks the broker for a sign of life; everybody else is told at once that there is no connection. The other
 * never calls the broker: it ends a connection from which nothing comes, and with it every call that waits for an answer.
 */
public final class BrokerConnectionFactory extends CachingConnectionFactory {

    private static final Logger log = LoggerFactory.getLogger(BrokerConnectionFactory.class);

    /** A broker that is half-open is noticed within 2 s: after this many looks without a byte. */
    private static final int SILENT_LOOKS = 4;
    private static final Duration LOOK_EVERY = Duration.ofMillis(400);
    private static final String SILENT = "nothing has come from it for "
            + LOOK_EVERY.multipliedBy(SILENT_LOOKS).toMillis() + " ms";
    /** For a broker that lives, and takes no message. */
    private static final int SEND_TIMEOUT_MILLIS = 2_000;
    private static final int CLOSE_TIMEOUT_MILLIS = 1_000;

    private final ThreadPoolTaskScheduler monitor = new ThreadPoolTaskScheduler();
    private final boolean embedded;
    /** Why there is no connection; null while there is one. */
    private volatile String away = "not connected yet";
    /** Of the connection that there is, or that is being made. */
    private volatile Transport transport;
    /** Not yet given to Spring. */
    private volatile Connection made;
    private boolean told;
    private Transport seen;
    private int received;
    private int silentLooks;

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
        return away == null;
    }

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        monitor.initialize();
        if (!embedded) {
            monitor.scheduleWithFixedDelay(this::look, LOOK_EVERY);
        }
        tend();
        monitor.scheduleWithFixedDelay(this::tend, LOOK_EVERY);
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

    /** Called by the one thread that may wait for the broker; whatever it waits for, {@link #look} ends. */
    private void tend() {
        try {
            if (isConnected()) {
                transport.asyncRequest(new ConnectionControl(), null);
            } else {
                if (transport != null) {
                    tell();
                }
                connect();
            }
        } catch (JMSException | IOException ex) {
            if (!SILENT.equals(away)) {
                away = ex.toString();
            }
            tell();
        }
    }

    /** Once, and not at each attempt. */
    private void tell() {
        if (!told) {
            log.warn("The broker is away: {}", away);
            told = true;
        }
    }

    /** Outside of Spring's lock: senders that have failed wait for it. */
    private void connect() throws JMSException {
        resetConnection();
        Connection connection = getTargetConnectionFactory().createConnection();
        try {
            connection.start();
            made = connection;
            getConnection();
            away = null;
        } finally {
            if (!isConnected()) {
                JmsUtils.closeConnection(connection);
            }
        }
        if (told) {
            log.info("The broker is back");
            told = false;
        }
    }

    /** Called with Spring's lock held, by whoever finds no connection. */
    @Override
    protected Connection doCreateConnection() throws JMSException {
        Connection connection = made;
        if (connection == null) {
            throw new JMSException("The broker is away");
        }
        made = null;
        return connection;
    }

    /** From now on ActiveMQ's threads tell when this connection breaks. */
    @Override
    protected void prepareConnection(Connection connection) throws JMSException {
        Transport own = ((ActiveMQConnection) connection).getTransport();
        connection.setExceptionListener(ex -> {
            if (own == transport && isConnected()) {
                away = ex.toString();
            }
        });
    }

    /** What is closed here is broken, most times: that it cannot say good-bye is no news. */
    @Override
    protected void closeConnection(Connection connection) {
        JmsUtils.closeConnection(connection);
    }

    /** Never waits for the broker. */
    private void look() {
        Transport now = transport;
        if (now == null) {
            return;
        }
        int count = now.getReceiveCounter();
        silentLooks = now == seen && count == received ? silentLooks + 1 : 0;
        seen = now;
        received = count;
        if (silentLooks == SILENT_LOOKS) {
            away = SILENT;
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
