package org.asyncshowcase.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Debian's nginx before one Tomcat or two, by docs/operations/nginx.conf: on a free port, in a folder of its own. */
public final class Nginx implements AutoCloseable {

    private static final File PROGRAM = new File("/usr/sbin/nginx");
    private static final Path CONFIGURATION = Path.of("docs/operations/nginx.conf");

    private final int port;
    private final Path folder;
    private final Process process;

    private Nginx(int port, Path folder) throws IOException {
        this.port = port;
        this.folder = folder;
        this.process = Children.start(new ProcessBuilder(PROGRAM.getPath(), "-p", folder.toString(), "-c",
                folder.resolve("nginx.conf").toString(),
                "-e", folder.resolve("error.log").toString()).inheritIO());
    }

    /**
     * Returns when it accepts connections. Skips the test where nginx is not installed.
     *
     * @param changes to the configuration: what is replaced, and what by, in turns
     */
    public static Nginx start(Tomcat tomcat, String... changes) throws IOException {
        return start(List.of(tomcat.uri("/").getPort()), changes);
    }

    /** @param nodes the port of the one, or the ports of the two; nobody need be there yet */
    public static Nginx start(List<Integer> nodes, String... changes) throws IOException {
        assumeInstalled();
        int port = freePort();
        String configuration = replace(Files.readString(CONFIGURATION), "listen 80;", "listen 127.0.0.1:" + port + ";");
        configuration = replace(configuration, "127.0.0.1:8080", "127.0.0.1:" + nodes.get(0));
        configuration = nodes.size() > 1 ? replace(configuration, "127.0.0.1:8081", "127.0.0.1:" + nodes.get(1))
                : replace(configuration, "    server 127.0.0.1:8081 max_fails=0;\n", "");
        for (int i = 0; i < changes.length; i += 2) {
            configuration = replace(configuration, changes[i], changes[i + 1]);
        }
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "nginx-");
        Files.writeString(folder.resolve("async-showcase.conf"), configuration);
        Files.copy(Path.of("src/test/nginx/nginx.conf"), folder.resolve("nginx.conf"));
        Nginx nginx = new Nginx(port, folder);
        await().failFast("nginx ended: " + folder.resolve("error.log"), () -> !nginx.process.isAlive())
                .until(nginx::accepts);
        return nginx;
    }

    private static void assumeInstalled() {
        String reason = "Tests behind a proxy are skipped: " + PROGRAM + " is not installed";
        if (!PROGRAM.canExecute()) {
            // Maven shows the number of skipped tests, not their reason
            LoggerFactory.getLogger(Nginx.class).warn(reason);
        }
        assumeTrue(PROGRAM.canExecute(), reason);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String replace(String text, String what, String by) {
        assertThat(text).contains(what);
        return text.replace(what, by);
    }

    private boolean accepts() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException ex) {
            return false;
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What it has logged at warn or above. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("error.log"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
