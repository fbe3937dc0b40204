package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Debian's Apache httpd before a Tomcat, by a file of docs/operations: on a free port, in a folder of its own. */
public final class Apache implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");

    private final int port = ExternalBroker.freePort();
    private final Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "httpd-");
    private final Process process;

    private Apache(String configuration) throws IOException {
        Files.writeString(folder.resolve("async-showcase.conf"), configuration);
        Files.writeString(folder.resolve("httpd.conf"),
                Files.readString(Path.of("src/test/httpd/httpd.conf")) + "Listen 127.0.0.1:" + port + "\n");
        process = Children.start(
                new ProcessBuilder(PROGRAM.toString(), "-d", folder.toString(), "-f", "httpd.conf", "-DFOREGROUND")
                        .redirectErrorStream(true).redirectOutput(folder.resolve("out.log").toFile()));
    }

    /**
     * Returns when it accepts connections. Skips the test where httpd is not installed.
     *
     * @param name of the file
     * @param changes to the file, which has the ports 8080, 8081 and 8009: what is replaced, and what by, in turns
     */
    public static Apache start(String name, Object... changes) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            LoggerFactory.getLogger(Apache.class).warn("Apache httpd is not installed: the tests of it are skipped");
        }
        assumeTrue(Files.isExecutable(PROGRAM), "Apache httpd is not installed");
        String configuration = Files.readString(Path.of("docs/operations", name));
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(configuration).contains(changes[i].toString());
            configuration = configuration.replace(changes[i].toString(), changes[i + 1].toString());
        }
        Apache httpd = new Apache(configuration);
        await().ignoreExceptions().failFast("httpd ended: " + httpd.folder, () -> !httpd.process.isAlive()).until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), httpd.port).close();
            return true;
        });
        return httpd;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        Children.kill(process);
    }
}
