package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Debian's RabbitMQ: on free ports, in a folder of its own, and with an epmd of its own. It takes seconds to start. */
public final class RabbitServer implements DebianServer {

    /** Behind the script that needs root, and changes the user. */
    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    private final int port = ExternalBroker.freePort();
    private final String epmdPort = Integer.toString(ExternalBroker.freePort());
    private final String distributionPort = Integer.toString(ExternalBroker.freePort());
    private final Path folder = Files.createTempDirectory("rabbitmq-");
    private final Process epmd;
    private Process process;

    private RabbitServer() throws IOException {
        // else the server would start one that outlives it
        epmd = start("epmd", "-port", epmdPort);
        awaitConnection(epmd, Integer.parseInt(epmdPort));
        restart();
    }

    /** Returns when it takes connections. Skips the test where it is not installed. */
    public static RabbitServer start() throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            LoggerFactory.getLogger(RabbitServer.class).warn("RabbitMQ is not installed: the tests of it are skipped");
        }
        assumeTrue(Files.isExecutable(PROGRAM), "RabbitMQ is not installed");
        return new RabbitServer();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void restart() throws IOException {
        process = start(PROGRAM.toString());
        awaitConnection(process, port);
    }

    private void awaitConnection(Process owner, int port) {
        await().ignoreExceptions().failFast("it ended: " + folder, () -> !owner.isAlive()).until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("rabbitmq.log").toFile()));
        String none = folder.resolve("none").toString();
        builder.environment().putAll(Map.of("HOME", folder.toString(), "RABBITMQ_NODENAME", "tests" + port + "@localhost",
                "RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1", "RABBITMQ_NODE_PORT", Integer.toString(port),
                "RABBITMQ_DIST_PORT", distributionPort, "RABBITMQ_MNESIA_BASE", folder.toString(),
                "RABBITMQ_LOGS", "-", "RABBITMQ_PID_FILE", folder.resolve("pid").toString()));
        builder.environment().putAll(Map.of("ERL_EPMD_PORT", epmdPort, "ERL_EPMD_ADDRESS", "127.0.0.1",
                "RABBITMQ_ENABLED_PLUGINS_FILE", none, "RABBITMQ_CONFIG_FILE", none, "RABBITMQ_CONF_ENV_FILE", none));
        return Children.start(builder);
    }

    @Override
    public void kill() {
        Children.kill(process);
        await().until(() -> {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return false;
            } catch (IOException ex) {
                return true;
            }
        });
    }

    @Override
    public void close() throws IOException {
        kill();
        Children.kill(epmd);
        FileSystemUtils.deleteRecursively(folder);
    }
}
