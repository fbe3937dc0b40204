package org.asyncshowcase.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import static org.awaitility.Awaitility.await;

/** An {@link ExternalBroker} in a process of its own, which can be killed. */
public final class BrokerProcess implements AutoCloseable {

    private final int port;
    private Process process;

    /** Returns when the broker takes connections. */
    public BrokerProcess(int port) throws IOException {
        this.port = port;
        start();
    }

    private void start() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", classPath, ExternalBroker.class.getName(),
                Integer.toString(port)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        await().ignoreExceptions().until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    /** As kill -9, and a new one in its place: what the first had accepted and not delivered is gone. */
    public void restart() throws Exception {
        close();
        start();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
