package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.awaitility.Awaitility.await;

/** An {@link ExternalBroker} in a process of its own, which can be killed. */
public final class BrokerProcess implements AutoCloseable {

    private final int port;
    private final List<String> arguments;
    private Process process;

    /** Returns when the broker takes connections. */
    public BrokerProcess(int port) throws IOException {
        this(port, List.of("tcp://localhost:" + port));
    }

    /** One that keeps messages in this folder. */
    public BrokerProcess(int port, Path folder) throws IOException {
        this(port, List.of("tcp://localhost:" + port, folder.toString()));
    }

    /** One that speaks STOMP alone. */
    public static BrokerProcess stomp(int port) throws IOException {
        return new BrokerProcess(port, List.of("stomp://localhost:" + port));
    }

    private BrokerProcess(int port, List<String> arguments) throws IOException {
        this.port = port;
        this.arguments = arguments;
        start();
    }

    private void start() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", classPath, ExternalBroker.class.getName()));
        command.addAll(arguments);
        process = Children.start(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        await().ignoreExceptions().until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    /** As kill -9. */
    public void kill() {
        Children.kill(process);
    }

    /** As kill -9, and a new one in its place: what the first had accepted and not delivered is gone, unless it kept it. */
    public void restart() throws Exception {
        close();
        start();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
