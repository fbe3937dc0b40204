package org.asyncshowcase.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Two nodes that share one broker, behind nginx: by the files of docs/operations, in which only ports are replaced. */
public final class Nodes implements AutoCloseable {

    private static final Path SERVER = Path.of("docs/operations/server.xml");
    private static final Random RANDOM = new Random();

    private final List<Integer> ports = List.of(freePort(), freePort());
    private final List<String> versions;
    private final String[] jvmArguments;
    private final Nginx nginx;
    private final BrokerProcess broker;
    private final List<App> nodes = new ArrayList<>();

    private Nodes(List<String> versions, String... jvmArguments) throws IOException {
        this.versions = versions;
        this.nginx = Nginx.start(ports);
        int brokerPort = freePort();
        this.broker = new BrokerProcess(brokerPort);
        this.jvmArguments = Stream.concat(Stream.of("-Devents.broker-url=tcp://localhost:" + brokerPort),
                Stream.of(jvmArguments)).toArray(String[]::new);
        for (int node = 0; node < versions.size(); node++) {
            nodes.add(startNode(node));
        }
    }

    /** Skips the test where nginx is not installed. */
    public static Nodes start(String first, String second, String... jvmArguments) {
        try {
            return new Nodes(List.of(first, second), jvmArguments);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private App startNode(int node) {
        return start(versions.get(node), "node" + node, ports.get(node), freePort(), jvmArguments);
    }

    /** One node alone, by docs/operations/server.xml. */
    public static App start(String container, String name, int http, int ajp, String... jvmArguments) {
        Path server = Path.of("target/nodes", name + "-server.xml");
        try {
            Files.createDirectories(server.getParent());
            Files.writeString(server, Files.readString(SERVER).replace("\"8080\"", "\"" + http + "\"")
                    .replace("\"8009\"", "\"" + ajp + "\""));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return App.of(Tomcat.WAR, Tomcat.start(container, name, Tomcat.WAR, server, jvmArguments));
    }

    /** @param node 0 or 1 */
    public App node(int node) {
        return nodes.get(node);
    }

    /** The application for those who come through nginx. */
    public App proxied() {
        return node(0).through(nginx::uri);
    }

    public Nginx nginx() {
        return nginx;
    }

    /** Ends the node as an operator would; returns when a new one in its place has started. */
    public void restart(int node) {
        node(node).tomcat().stop();
        nodes.set(node, startNode(node));
    }

    /** One that no connection gets as its own while nobody listens there. */
    public static int freePort() {
        while (true) {
            try (ServerSocket socket =
                    new ServerSocket(20_000 + RANDOM.nextInt(10_000), 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException ex) {
                // somebody has it
            }
        }
    }

    @Override
    public void close() throws Exception {
        nodes.forEach(App::close);
        broker.close();
        nginx.close();
    }

    @Override
    public String toString() {
        return String.join(" and ", versions);
    }
}
