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
    private Process process;

    private RabbitServer() throws IOException {
        // a build that is broken off leaves none behind
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
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
        process = process(PROGRAM.toString()).start();
        await().ignoreExceptions().failFast("it ended: " + folder, () -> !process.isAlive()).until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    private ProcessBuilder process(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("rabbitmq.log").toFile()));
        String none = folder.resolve("none").toString();
        builder.environment().putAll(Map.of("HOME", folder.toString(), "RABBITMQ_NODENAME", "tests" + port + "@localhost",
                "RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1", "RABBITMQ_NODE_PORT", Integer.toString(port),
                "RABBITMQ_DIST_PORT", distributionPort, "RABBITMQ_MNESIA_BASE", folder.toString(),
                "RABBITMQ_LOGS", "-", "RABBITMQ_PID_FILE", folder.resolve("pid").toString()));
        builder.environment().putAll(Map.of("ERL_EPMD_PORT", epmdPort, "ERL_EPMD_ADDRESS", "127.0.0.1",
                "RABBITMQ_ENABLED_PLUGINS_FILE", none, "RABBITMQ_CONFIG_FILE", none, "RABBITMQ_CONF_ENV_FILE", none));
        return builder;
    }

    @Override
    public void kill() {
        // the script's own end is that of the server which it waits for
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        await().until(() -> {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return false;
            } catch (IOException ex) {
                return true;
            }
        });
    }

    private void end() {
        kill();
        try {
            process("epmd", "-kill").start().onExit().join();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public void close() throws IOException {
        end();
        FileSystemUtils.deleteRecursively(folder);
    }
}
