package org.asyncshowcase.testing;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.util.FileSystemUtils;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A stock Tomcat in a process of its own, with the WAR as it was built, on a free port. It is named by its version, or
 * {@code VERSION@JDK} for one that runs on another JDK than the tests do.
 */
public final class Tomcat implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    public static final Path WAR = TARGET.resolve("async-showcase.war");
    /** The same for the newer API, where a test has made it: no Tomcat converts it. */
    public static final Path JAKARTA_WAR = TARGET.resolve("jakarta/async-showcase.war");
    private static final Map<String, Tomcat> SHARED = new ConcurrentHashMap<>();
    public static final Pattern PORT = Pattern.compile("http-[bn]io-(?:auto-1-)?(\\d+)");
    /** What Tomcat's own scripts open, for its search for leaks. */
    private static final List<String> OPENED = List.of("java.base/java.lang", "java.base/java.lang.reflect",
            "java.base/java.io", "java.base/java.util", "java.base/java.util.concurrent", "java.rmi/sun.rmi.transport");

    private final String container;
    private final Path war;
    private final Path java;
    private final Path base;
    private final Path converted;
    private final Path log;
    private final Process process;
    private volatile String port;

    private Tomcat(String container, String name, Path war, Path server, List<String> jvmArguments) throws IOException {
        this.container = container;
        this.war = war;
        this.java = Jdk.of(container).orElseThrow(() -> new IllegalStateException("No JDK for " + container));
        this.base = TARGET.resolve("tomcats/" + name + "-" + container);
        String version = container.split("@")[0];
        this.converted = converted(container, war);
        this.log = TARGET.resolve("container-logs/" + name + "-" + container + ".log");
        Path home = TARGET.resolve("containers/apache-tomcat-" + version);
        prepareBase(home, server);
        this.process = Children.start(new ProcessBuilder(command(home, jvmArguments)).redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    }

    /** The first of those that are listed: the oldest. */
    public static String first() {
        return System.getProperty("containers").split(",")[0];
    }

    /**
     * The one that the classes of this JVM share which need no setting of their own: quotes come from the tests alone, and
     * what times out does so soon. It is started when the first asks for it, and lives as long as this JVM.
     */
    public static Tomcat shared(String container) {
        return SHARED.computeIfAbsent(container, missing -> start(missing, System.getProperty("fork"),
                "-Devents.ticker.period=0", "-Dasync.timeout=2000", "-Dtask.timeout=500", "-Dpartners.timeout=1500",
                "-Dreactive.timeout=500",
                "-Ddeferred.timeout=2000", "-Dorders.timeout=1000", "-Dstream.heartbeat=500", "-Dreactive.heartbeat=500"));
    }

    /**
     * Returns when Tomcat has started, be it with or without the application.
     *
     * @param container one of {@link Runs.Here#containers}
     * @param name of the test: its files are in target/tomcats and target/container-logs
     * @param jvmArguments such as {@code -Dasync.timeout=1000}
     */
    public static Tomcat start(String container, String name, String... jvmArguments) {
        return start(container, name, WAR, jvmArguments);
    }

    /** @param war another one than that of the build; one that a Tomcat converts needs a name of its own */
    public static Tomcat start(String container, String name, Path war, String... jvmArguments) {
        return start(container, name, war, Path.of("src/test/tomcat/server.xml"), jvmArguments);
    }

    /** @param server the server.xml */
    public static Tomcat start(String container, String name, Path war, Path server, String... jvmArguments) {
        try (Closeable ignored = converts(container, war) ? lockConverted(container, war) : () -> { }) {
            Tomcat tomcat = new Tomcat(container, name, war, server, List.of(jvmArguments));
            tomcat.awaitStart();
            tomcat.keepConverted();
            return tomcat;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** One JVM at a time converts a WAR; the next finds what it has kept. */
    private static Closeable lockConverted(String container, Path war) throws IOException {
        Path converted = converted(container, war);
        if (Files.exists(converted) && isNewer(converted, war)) {
            return () -> { };
        }
        Files.createDirectories(converted.getParent());
        FileChannel lock = FileChannel.open(Path.of(converted + ".lock"), CREATE, WRITE);
        lock.lock();
        return lock;
    }

    private static Path converted(String container, Path war) {
        String name = TARGET.relativize(war.toAbsolutePath()).toString().replace('/', '-');
        return TARGET.resolve("converted/" + container.split("@")[0] + "-" + name);
    }

    private void awaitStart() {
        try {
            await().pollInterval(Duration.ofMillis(50))
                    .failFast("Tomcat ended: " + log, () -> !process.isAlive())
                    .until(() -> log().contains("Server startup in"));
        } catch (RuntimeException ex) {
            process.destroyForcibly();
            throw ex;
        }
    }

    private void prepareBase(Path home, Path server) throws IOException {
        FileSystemUtils.deleteRecursively(base);
        String webapps = converts() ? "webapps-javaee" : "webapps";
        for (String directory : List.of("conf", "logs", "temp", "webapps", webapps)) {
            Files.createDirectories(base.resolve(directory));
        }
        Files.createDirectories(log.getParent());
        Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
        Files.copy(server, base.resolve("conf/server.xml"));
        Files.copy(Path.of("src/test/tomcat/tomcat-users.xml"), base.resolve("conf/tomcat-users.xml"));
        // links: a WAR is 34 MB, and more than twenty Tomcats are there at once
        Files.createLink(base.resolve(webapps).resolve(war.getFileName()), war);
        if (converts() && Files.exists(converted) && isNewer(converted, war)) {
            // as it is found at a second start; Tomcat converts again what is newer than its own copy
            Files.createLink(base.resolve("webapps").resolve(war.getFileName()), converted);
        }
    }

    /** From Tomcat 10 on, an application of the older API is put into webapps-javaee, and converted at its first start. */
    private boolean converts() {
        return converts(container, war);
    }

    private static boolean converts(String container, Path war) {
        return Integer.parseInt(container.split("\\.")[0]) >= 10 && !war.equals(JAKARTA_WAR);
    }

    /** What its manager can deploy: it converts nothing, other than webapps-javaee, which has converted its own WAR. */
    public Path convert(Path any) throws IOException, InterruptedException {
        if (!converts()) {
            return any;
        }
        if (any.equals(war)) {
            return converted;
        }
        Path output = Files.createDirectories(any.resolveSibling("jakarta"));
        Path log = output.resolve("migration.log");
        int status = new ProcessBuilder(java.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1", "-jar",
                TARGET.resolve("migration/jakartaee-migration.jar").toString(), "-profile=EE",
                // most of it are libraries that others have too
                "-cacheLocation=" + TARGET.resolve("migration/" + System.getProperty("fork")), any.toString(),
                output.resolve(any.getFileName()).toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        assertThat(status).as(Files.readString(log)).isZero();
        return output.resolve(any.getFileName());
    }

    /** It takes longer than the start: what this Tomcat has converted serves the next of its version. */
    private void keepConverted() throws IOException {
        if (converts() && !(Files.exists(converted) && isNewer(converted, war))) {
            Path link = base.resolve("temp/converted.war");
            Files.createLink(link, base.resolve("webapps").resolve(war.getFileName()));
            Files.move(link, converted, ATOMIC_MOVE);
        }
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }

    private List<String> command(Path home, List<String> jvmArguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString(),
                "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                // a seventh of each start; MigratedWarIT and TomcatRunIT have the classes verified
                "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote",
                "-Dcatalina.home=" + home, "-Dcatalina.base=" + base, "-Djava.io.tmpdir=" + base.resolve("temp"),
                // work that its request has given up is not waited for at the end of each test
                "-Dexecutors.drain=100",
                // of the connector: threads, and how long it waits for a client that neither sends nor reads, in ms
                "-Dtests.threads=20", "-Dtests.timeout=20000",
                // one line a message, to be searched
                "-Djava.util.logging.SimpleFormatter.format=%4$s %3$s %5$s %6$s%n",
                // a request or response that is used after its end fails, instead of reaching the next one's
                "-Dorg.apache.catalina.connector.RECYCLE_FACADES=true"));
        command.addAll(Jdk.arguments(java));
        OPENED.forEach(each -> command.add("--add-opens=" + each + "=ALL-UNNAMED"));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", home.resolve("bin/bootstrap.jar") + File.pathSeparator
                + home.resolve("bin/tomcat-juli.jar"), "org.apache.catalina.startup.Bootstrap", "start"));
        return command;
    }

    public URI uri(String path) {
        if (port == null) {
            Matcher named = PORT.matcher(log());
            if (!named.find()) {
                throw new IllegalStateException("No port in " + log);
            }
            port = named.group(1);
        }
        return URI.create("http://localhost:" + port + path);
    }

    /** All that Tomcat and the application have logged until now. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** What its manager answers to a command, such as {@code findleaks}. */
    public String manage(String command) throws IOException, InterruptedException {
        String user = Base64.getEncoder().encodeToString("tests:tests".getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri("/manager/text/" + command))
                .timeout(Patience.PATIENCE).header("Authorization", "Basic " + user).build(), BodyHandlers.ofString())
                .body();
    }

    /** The names of its threads. */
    public List<String> threads() throws IOException {
        return jcmd("Thread.print").stream().filter(line -> line.startsWith("\"")).map(line -> line.split("\"")[1])
                .collect(toList());
    }

    /** How many class loaders of applications there are: one for each that runs, and those of the past that are held. */
    public long loaders() throws IOException {
        jcmd("GC.run");
        return jcmd("VM.classloader_stats").stream().filter(line -> line.contains("WebappClassLoader")).count();
    }

    /** Shows who holds what is there and should not be. */
    public void dumpHeap(Path file) throws IOException {
        Files.deleteIfExists(file);
        jcmd("GC.heap_dump", file.toAbsolutePath().toString());
    }

    /** What the JDK's own tool answers. */
    private List<String> jcmd(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(java.resolve("bin/jcmd").toString(), Long.toString(process.pid())));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(jcmd.getInputStream()))) {
            return lines.lines().collect(toList());
        }
    }

    /** The lines of the access log: the answers that have ended. */
    public Stream<String> answered() throws IOException {
        try (Stream<Path> files = Files.list(base.resolve("logs"))) {
            List<String> lines = new ArrayList<>();
            for (Path each : files.filter(file -> file.getFileName().toString().startsWith("access")).collect(toList())) {
                lines.addAll(Files.readAllLines(each));
            }
            return lines.stream();
        }
    }

    /** CATALINA_BASE: what this Tomcat writes is below it. */
    public Path base() {
        return base;
    }

    /** How many temporary files of uploads there are. */
    public long uploads() throws IOException {
        try (Stream<Path> files = Files.walk(base.resolve("work"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload_")).count();
        }
    }

    /** Waits until nothing is left of what a test has asked for: no request, no reader, no work. */
    public void awaitRest() {
        await().pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(busy()).as("what is left on " + this).isEmpty());
    }

    /** As {@link #awaitRest}, and a shared Tomcat that does not come to rest is given to no other class. */
    public void leaveAtRest() {
        try {
            awaitRest();
        } catch (RuntimeException | Error ex) {
            SHARED.remove(container, this);
            close();
            throw ex;
        }
    }

    /** The gauges of /status that are not zero. */
    private Map<String, Integer> busy() throws IOException {
        JsonNode status = new ObjectMapper().readTree(uri("/async-showcase/status").toURL());
        Map<String, Integer> busy = new TreeMap<>();
        for (String gauge : List.of("/parked", "/streams", "/sockets", "/waitingForQuotes", "/waitingForReplies",
                "/reactive/open")) {
            busy.put(gauge, status.at(gauge).asInt());
        }
        busy.put("/parkedByRoom", status.get("parkedByRoom").size());
        status.get("executors").fieldNames().forEachRemaining(name -> {
            for (String gauge : List.of("active", "queued")) {
                busy.put(name + " " + gauge, status.get("executors").get(name).get(gauge).asInt());
            }
        });
        busy.values().removeIf(figure -> figure == 0);
        return busy;
    }

    /** Ends Tomcat as an operator would, with the application's own stop; throws if it does not end. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Tomcat did not end: " + log);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends the process at once, as kill -9; a test whose subject is the stop has seen it before. Its logs are kept, its
     * applications are not.
     */
    @Override
    public void close() {
        Children.kill(process);
        try {
            for (String directory : List.of("webapps", "webapps-javaee", "work", "temp")) {
                FileSystemUtils.deleteRecursively(base.resolve(directory));
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public String toString() {
        return "Tomcat " + container;
    }
}
