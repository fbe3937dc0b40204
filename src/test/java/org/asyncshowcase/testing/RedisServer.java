package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Debian's Redis: on a free port, in a folder of its own, to which it writes each change. */
public final class RedisServer implements DebianServer {

    private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

    private final int port = ExternalBroker.freePort();
    private final Path folder = Files.createTempDirectory("redis-");
    private Process process;

    private RedisServer() throws IOException {
        restart();
    }

    /** Returns when it takes connections. Skips the test where it is not installed. */
    public static RedisServer start() throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            LoggerFactory.getLogger(RedisServer.class).warn("Redis is not installed: the tests of it are skipped");
        }
        assumeTrue(Files.isExecutable(PROGRAM), "Redis is not installed");
        return new RedisServer();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void restart() throws IOException {
        process = Children.start(new ProcessBuilder(PROGRAM.toString(), "--port", Integer.toString(port), "--bind",
                "127.0.0.1", "--dir", folder.toString(), "--appendonly", "yes", "--save", "").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("redis.log").toFile())));
        await().ignoreExceptions().failFast("it ended: " + folder, () -> !process.isAlive()).until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    @Override
    public void kill() {
        Children.kill(process);
    }

    /** Kills it, and deletes what it had written. */
    public void forget() throws IOException {
        kill();
        FileSystemUtils.deleteRecursively(folder.resolve("appendonlydir"));
    }

    @Override
    public void close() throws IOException {
        kill();
        FileSystemUtils.deleteRecursively(folder);
    }
}
