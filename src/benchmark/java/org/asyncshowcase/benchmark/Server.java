package org.asyncshowcase.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.asyncshowcase.webflux.WebFluxTwin;

/** A server in a process of its own, on a free port: a stock Tomcat with some applications, or the twin on Netty. */
final class Server implements AutoCloseable {

    static final Path TARGET = Path.of("target").toAbsolutePath();
    static final Path BASE = TARGET.resolve("benchmark");
    static final Path CLASSES = TARGET.resolve("benchmark-classes");
    static final Path WAR = TARGET.resolve("async-showcase.war");
    static final String TOMCAT = "9.0.117";
    private static final Path HOME = TARGET.resolve("containers/apache-tomcat-" + TOMCAT);
    /** The same for all, and larger than what they hold: Tomcat's buffers for 7,000 requests are 700 MB. */
    static final String HEAP = System.getProperty("benchmark.heap", "2g");
    private static final Pattern PORT = Pattern.compile("(?:-auto-1-|listens on )(\\d+)");
    private static final String STARTED = "Server startup in|listens on";

    /**
     * What the application is told, so that what is measured is not one of its bounds; no quotes but those of the benchmark.
     */
    static final List<String> UNBOUND = List.of("-Devents.ticker.period=0", "-Dguard.capacity=40000", "-Ddeferred.timeout=600000",
            "-Dasync.timeout=120000", "-Dstream.life=3600000", "-Dstream.heartbeat=600000", "-Dstream.outbox=1000000",
            "-Dexecutors.mvc.threads=20", "-Dexecutors.mvc.queue=100000");

    private final Process process;
    private final Path java;
    /** The lines of the log, with the moment at which each was read, in ns from the start of the process. */
    private final Map<String, Long> lines = new LinkedHashMap<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private int port;

    private Server(String name, Path java, List<String> arguments) throws IOException {
        this.java = java;
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xms" + HEAP, "-Xmx" + HEAP));
        command.addAll(arguments);
        long begun = System.nanoTime();
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // a benchmark that is broken off leaves none behind
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(() -> readLog(name, begun), name + "-log");
        reader.setDaemon(true);
        reader.start();
        try {
            started.get(5, TimeUnit.MINUTES);
        } catch (Exception ex) {
            process.destroyForcibly();
            throw new IOException(name + " did not start; see " + BASE.resolve(name + ".log"), ex);
        }
    }

    /**
     * A Tomcat that serves these applications.
     *
     * @param connector attributes of its connector, such as {@code maxThreads="20"}
     * @param applications WARs, or directories, by their context paths
     */
    static Server tomcat(String name, Path java, String connector, List<String> arguments, Map<String, Path> applications)
            throws IOException {
        Path base = BASE.resolve(name);
        delete(base);
        for (String directory : List.of("conf", "logs", "temp", "webapps")) {
            Files.createDirectories(base.resolve(directory));
        }
        Files.copy(HOME.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
        StringBuilder contexts = new StringBuilder();
        applications.forEach((path, application) ->
                contexts.append("<Context path=\"/").append(path).append("\" docBase=\"").append(application).append("\"/>"));
        Files.writeString(base.resolve("conf/server.xml"), """
                <Server port="-1"><Service name="Catalina">
                  <Connector port="0" address="127.0.0.1" protocol="org.apache.coyote.http11.Http11NioProtocol"
                             acceptCount="10000" maxConnections="40000" maxKeepAliveRequests="-1" connectionTimeout="600000"
                             %s/>
                  <Engine name="Catalina" defaultHost="localhost">
                    <Host name="localhost" appBase="webapps">%s</Host>
                  </Engine>
                </Service></Server>
                """.formatted(connector, contexts));
        List<String> command = new ArrayList<>(arguments);
        for (String opened : List.of("lang", "lang.reflect", "io", "util", "util.concurrent")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-Dcatalina.home=" + HOME, "-Dcatalina.base=" + base, "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-Djava.util.logging.SimpleFormatter.format=%4$s %3$s %5$s %6$s%n",
                "-cp", HOME.resolve("bin/bootstrap.jar") + File.pathSeparator + HOME.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap", "start"));
        return new Server(name, java, command);
    }

    /** The twin on Netty, from the libraries of the WAR, and its classes, of which it uses some. */
    static Server netty(String name) throws IOException {
        Path war = TARGET.resolve("async-showcase/WEB-INF");
        return new Server(name, ownJava(), List.of("-cp", String.join(File.pathSeparator, CLASSES.toString(),
                war.resolve("classes").toString(), war.resolve("lib") + File.separator + "*"), WebFluxTwin.class.getName()));
    }

    static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** A JDK 25: what the variable JAVA25_HOME names, else one below /usr/lib/jvm. */
    static Optional<Path> java25() {
        String named = System.getenv("JAVA25_HOME");
        if (named != null) {
            return Optional.of(Path.of(named, "bin", "java"));
        }
        File[] installed = new File("/usr/lib/jvm").listFiles((directory, name) -> name.contains("-25"));
        return Stream.ofNullable(installed).flatMap(Stream::of).map(home -> home.toPath().resolve("bin/java"))
                .filter(Files::isExecutable).findFirst();
    }

    private void readLog(String name, long begun) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream()));
                BufferedWriter log = Files.newBufferedWriter(BASE.resolve(name + ".log"))) {
            for (String line; (line = reader.readLine()) != null;) {
                log.write(line);
                log.newLine();
                log.flush();
                if (!started.isDone()) {
                    lines.put(line, System.nanoTime() - begun);
                    Matcher found = PORT.matcher(line);
                    if (found.find()) {
                        port = Integer.parseInt(found.group(1));
                    }
                    if (Pattern.compile(STARTED).matcher(line).find()) {
                        started.complete(null);
                    }
                }
            }
        } catch (IOException ex) {
            started.completeExceptionally(ex);
        }
        started.completeExceptionally(new IOException("it ended"));
    }

    int port() {
        return port;
    }

    /** When the line with this text was read, in ms from the start of the process; not a number if there is none. */
    double millisOf(String text) {
        return lines.entrySet().stream().filter(line -> line.getKey().contains(text)).findFirst()
                .map(line -> line.getValue() / 1e6).orElse(Double.NaN);
    }

    /** What is reachable on its heap, after a full collection. */
    long liveBytes() throws IOException {
        String last = null;
        for (String line : jcmd("GC.class_histogram")) {
            if (line.startsWith("Total")) {
                last = line;
            }
        }
        return Long.parseLong(last.trim().split("\\s+")[2]);
    }

    /** Has it collect its garbage, all of it. */
    void collect() throws IOException {
        jcmd("GC.run");
    }

    /** Its threads, as the operating system counts them; 0 where there is no /proc. */
    int threads() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return !Files.exists(status) ? 0 : Files.readAllLines(status).stream().filter(line -> line.startsWith("Threads:"))
                .mapToInt(line -> Integer.parseInt(line.substring(8).trim())).findFirst().orElse(0);
    }

    /** The processor time that it has taken, by its own and for it by the system, in µs; steps of 10,000. */
    double cpuMicros() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e3;
    }

    private List<String> jcmd(String command) throws IOException {
        Process jcmd = new ProcessBuilder(java.resolveSibling("jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true).start();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(jcmd.getInputStream()))) {
            return reader.lines().toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
