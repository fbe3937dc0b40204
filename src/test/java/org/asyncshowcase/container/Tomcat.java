package org.asyncshowcase.container;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

import static java.util.stream.Collectors.toList;
import static org.awaitility.Awaitility.await;

/** A stock Tomcat in a process of its own, with the WAR as it was built, on a free port. */
public final class Tomcat implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    static final Pattern PORT = Pattern.compile("http-nio-auto-1-(\\d+)");
    /** What Tomcat's own scripts open, for its search for leaks. */
    private static final List<String> OPENED = List.of("java.base/java.lang", "java.base/java.lang.reflect",
            "java.base/java.io", "java.base/java.util", "java.base/java.util.concurrent", "java.rmi/sun.rmi.transport");

    private final String version;
    private final Path base;
    private final Path log;
    private final Process process;

    private Tomcat(String version, String name, List<String> jvmArguments) throws IOException {
        this.version = version;
        this.base = TARGET.resolve("tomcats/" + name + "-" + version);
        this.log = TARGET.resolve("container-logs/" + name + "-" + version + ".log");
        Path home = TARGET.resolve("containers/apache-tomcat-" + version);
        prepareBase(home);
        this.process = new ProcessBuilder(command(home, jvmArguments)).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
    }

    /** The versions to test. */
    public static Stream<String> versions() {
        return Stream.of(System.getProperty("containers").split(","));
    }

    /**
     * Returns when Tomcat has started, be it with or without the application.
     *
     * @param name of the test: its files are in target/tomcats and target/container-logs
     * @param jvmArguments such as {@code -Dasync.timeout=1000}
     */
    public static Tomcat start(String version, String name, String... jvmArguments) {
        try {
            Tomcat tomcat = new Tomcat(version, name, List.of(jvmArguments));
            tomcat.awaitStart();
            return tomcat;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void awaitStart() {
        try {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50))
                    .failFast("Tomcat ended: " + log, () -> !process.isAlive())
                    .until(() -> log().contains("Server startup in"));
        } catch (RuntimeException ex) {
            process.destroyForcibly();
            throw ex;
        }
    }

    private void prepareBase(Path home) throws IOException {
        FileSystemUtils.deleteRecursively(base);
        // from Tomcat 10 on, this is where an application of the older API is put
        String webapps = Integer.parseInt(version.split("\\.")[0]) < 10 ? "webapps" : "webapps-javaee";
        for (String directory : List.of("conf", "logs", "temp", "webapps", webapps)) {
            Files.createDirectories(base.resolve(directory));
        }
        Files.createDirectories(log.getParent());
        Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
        Files.copy(Path.of("src/test/tomcat/server.xml"), base.resolve("conf/server.xml"));
        Files.copy(Path.of("src/test/tomcat/tomcat-users.xml"), base.resolve("conf/tomcat-users.xml"));
        Files.copy(TARGET.resolve("async-showcase.war"), base.resolve(webapps + "/async-showcase.war"));
    }

    private List<String> command(Path home, List<String> jvmArguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Dcatalina.home=" + home, "-Dcatalina.base=" + base, "-Djava.io.tmpdir=" + base.resolve("temp"),
                // work that its request has given up is not waited for at the end of each test
                "-Dexecutors.drain=100",
                // of the connector
                "-Dtests.threads=20",
                // one line a message, to be searched
                "-Djava.util.logging.SimpleFormatter.format=%4$s %3$s %5$s %6$s%n",
                // a request or response that is used after its end fails, instead of reaching the next one's
                "-Dorg.apache.catalina.connector.RECYCLE_FACADES=true"));
        OPENED.forEach(each -> command.add("--add-opens=" + each + "=ALL-UNNAMED"));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", home.resolve("bin/bootstrap.jar") + File.pathSeparator
                + home.resolve("bin/tomcat-juli.jar"), "org.apache.catalina.startup.Bootstrap", "start"));
        return command;
    }

    public URI uri(String path) {
        Matcher port = PORT.matcher(log());
        if (!port.find()) {
            throw new IllegalStateException("No port in " + log);
        }
        return URI.create("http://localhost:" + port.group(1) + path);
    }

    /** All that Tomcat and the application have logged until now. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The names of its threads, as the JDK's own tool tells them. */
    List<String> threads() throws IOException {
        Process jcmd = new ProcessBuilder(System.getProperty("java.home") + "/bin/jcmd", Long.toString(process.pid()),
                "Thread.print").redirectErrorStream(true).start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(jcmd.getInputStream()))) {
            return lines.lines().filter(line -> line.startsWith("\"")).map(line -> line.split("\"")[1]).collect(toList());
        }
    }

    /** CATALINA_BASE: what this Tomcat writes is below it. */
    Path base() {
        return base;
    }

    /** Ends Tomcat as an operator would, with the application's own stop. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Tomcat did not end: " + log);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "Tomcat " + version;
    }
}
