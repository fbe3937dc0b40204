package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What all sections share: the sides, how much of everything, and the results. */
final class Run implements AutoCloseable {

    /** What is added to a side's name. */
    static final String SMALL = ", small buffers";
    static final String DEFAULT_CONNECTOR = "maxThreads=\"200\"";
    /** What docs/performance.md recommends for many requests that wait. */
    static final String SMALL_BUFFERS = """
            maxHttpHeaderSize="4096" socket.directBuffer="true" socket.appReadBufSize="1024"
            """;

    private final boolean quick;
    private final Results results = new Results();
    private Server tomcat;
    private Server netty;

    /** @param quick as little as shows that it runs */
    Run(boolean quick) throws IOException {
        this.quick = quick;
        Files.createDirectories(Server.BASE);
        prepare(rawDirectory(), "Raw");
        prepare(springDirectory(), "SpringTwin");
        Path libraries = Files.createDirectories(springDirectory().resolve("WEB-INF/lib"));
        try (Stream<Path> all = Files.list(Server.TARGET.resolve("async-showcase/WEB-INF/lib"))) {
            for (Path each : all.filter(each -> each.getFileName().toString().matches("(spring|jackson).*")).toList()) {
                Files.copy(each, libraries.resolve(each.getFileName()));
            }
        }
    }

    boolean isQuick() {
        return quick;
    }

    Results results() {
        return results;
    }

    int rounds(int full) {
        return quick ? 1 : full;
    }

    int size(int full) {
        return quick ? Math.min(full, 50) : full;
    }

    long nanos(int millis) {
        return TimeUnit.MILLISECONDS.toNanos(quick ? 200 : millis);
    }

    /** The one that serves all that needs no process of its own. */
    Server tomcat() throws IOException {
        if (tomcat == null) {
            List<String> arguments = new ArrayList<>(Server.UNBOUND);
            arguments.add("-Dexport.file=file:" + exportedFile());
            tomcat = Server.tomcat("tomcat", Server.ownJava(), DEFAULT_CONNECTOR, arguments, all());
        }
        return tomcat;
    }

    Server netty() throws IOException {
        if (netty == null) {
            netty = Server.netty("netty");
        }
        return netty;
    }

    @Override
    public void close() {
        stopShared();
    }

    /** Nothing else shall run beside servers of their own. A later call gets a new one. */
    void stopShared() {
        Stream.of(tomcat, netty).filter(Objects::nonNull).forEach(Server::close);
        tomcat = null;
        netty = null;
    }

    List<Side> sides() throws IOException {
        return List.of(Side.raw(tomcat()), Side.spring(tomcat()), Side.war(tomcat()), Side.netty(netty()));
    }

    /** What stands in one Tomcat. */
    static Map<String, Path> all() {
        return Map.of("raw", rawDirectory(), "spring", springDirectory(), "async-showcase", Server.WAR);
    }

    static Server showcase(String name, Path java, String connector, String... settings) throws IOException {
        List<String> arguments = new ArrayList<>(Server.UNBOUND);
        arguments.addAll(List.of(settings));
        return Server.tomcat(name, java, connector, arguments, Map.of("async-showcase", Server.WAR));
    }

    static Path rawDirectory() {
        return Server.BASE.resolve("raw");
    }

    /** As large as the rows that are exported, and there while they are. */
    static Path exportedFile() {
        return rawDirectory().resolve("rows.csv");
    }

    static Path springDirectory() {
        return Server.BASE.resolve("spring");
    }

    /** An application of the classes that are so named. */
    private static void prepare(Path directory, String name) throws IOException {
        Server.delete(directory);
        Path classes = directory.resolve("WEB-INF/classes").resolve(Run.class.getPackageName().replace('.', '/'));
        Files.createDirectories(classes);
        try (Stream<Path> compiled = Files.list(Server.CLASSES.resolve(Run.class.getPackageName().replace('.', '/')))) {
            for (Path file : compiled.filter(file -> file.getFileName().toString().startsWith(name)).toList()) {
                Files.copy(file, classes.resolve(file.getFileName()));
            }
        }
    }
}
