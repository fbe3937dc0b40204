package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.ServerSocket;

import org.apache.activemq.broker.BrokerService;

/** A broker that is none of the application's, in the process of the tests, or in its own. */
public final class ExternalBroker implements AutoCloseable {

    private final BrokerService broker = new BrokerService();

    private ExternalBroker(String connector, String folder) throws Exception {
        broker.setBrokerName(connector.replaceAll("\\W+", "-"));
        broker.setPersistent(folder != null);
        if (folder != null) {
            broker.setDataDirectory(folder);
        }
        broker.setUseJmx(false);
        // it ends by close, or is killed: the end of this JVM does not wait for its clients
        broker.setUseShutdownHook(false);
        broker.addConnector(connector);
        broker.start();
        broker.waitUntilStarted();
    }

    public static ExternalBroker start(int port) throws Exception {
        return new ExternalBroker("tcp://localhost:" + port, null);
    }

    /** @param arguments the connector, and the folder of what it keeps; without one it keeps nothing */
    public static void main(String[] arguments) throws Exception {
        new ExternalBroker(arguments[0], arguments.length == 1 ? null : arguments[1])
                .broker.waitUntilStopped();
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
