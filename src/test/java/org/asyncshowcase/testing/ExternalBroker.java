package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.ServerSocket;

import org.apache.activemq.broker.BrokerService;

/** A broker that is none of the application's, in the process of the tests, or in its own. */
public final class ExternalBroker implements AutoCloseable {

    private final BrokerService broker = new BrokerService();

    private ExternalBroker(int port) throws Exception {
        broker.setBrokerName("external-" + port);
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.addConnector("tcp://localhost:" + port);
        broker.start();
        broker.waitUntilStarted();
    }

    public static ExternalBroker start(int port) throws Exception {
        return new ExternalBroker(port);
    }

    public static void main(String[] port) throws Exception {
        start(Integer.parseInt(port[0])).broker.waitUntilStopped();
    }

    @Override
    public void close() throws Exception {
        broker.stop();
        broker.waitUntilStopped();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
