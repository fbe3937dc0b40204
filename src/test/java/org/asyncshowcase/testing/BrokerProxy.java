package org.asyncshowcase.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the application and its broker, and can make it half-open: TCP stays open, and nothing arrives any more.
 */
public final class BrokerProxy implements AutoCloseable {

    private enum Mode { FORWARD, SWALLOW, STALL }

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int brokerPort;
    private Mode mode = Mode.FORWARD;

    public BrokerProxy(int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public synchronized void forward() {
        mode = Mode.FORWARD;
        notifyAll();
    }

    /** From now on what arrives is read, and forgotten: also what arrives on new connections. */
    public synchronized void swallow() {
        mode = Mode.SWALLOW;
    }

    /** From now on nothing is read: who writes much is blocked. */
    public synchronized void stall() {
        mode = Mode.STALL;
    }

    /** Ends all connections, and lets none through until {@link #forward}. */
    public void cutOff() throws IOException {
        swallow();
        cut();
    }

    /** Ends all connections, as a broker that is restarted. */
    public void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket broker;
            try {
                broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            } catch (IOException ex) {
                // the broker is away, and the client learns of it
                client.close();
                continue;
            }
            sockets.add(client);
            sockets.add(broker);
            start(() -> pump(client, broker));
            start(() -> pump(broker, client));
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        try (from; to) {
            byte[] bytes = new byte[8192];
            for (int count; (count = from.getInputStream().read(bytes)) >= 0;) {
                if (passes()) {
                    to.getOutputStream().write(bytes, 0, count);
                }
            }
        }
    }

    /** Whether what was read is to be passed on; does not return while nothing is to be read. */
    private synchronized boolean passes() {
        while (mode == Mode.STALL) {
            try {
                wait();
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }
        return mode == Mode.FORWARD;
    }

    @Override
    public void close() {
        forward();
        try {
            server.close();
            cut();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException ex) {
                // one side has closed: so have we
            }
        }, "broker-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }
}
