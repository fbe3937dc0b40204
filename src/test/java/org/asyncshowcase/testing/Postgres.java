package org.asyncshowcase.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Debian's PostgreSQL: on a free port, in a folder of its own. It refuses to run as root, and is {@code postgres} then. */
public final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path programs;
    private final Path folder;
    private final int port;
    private Process process;

    private Postgres(Path programs) throws IOException, InterruptedException {
        this.programs = programs;
        this.folder = Files.createTempDirectory("postgres-");
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        if (isRoot()) {
            Files.setOwner(folder, FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        assertThat(start("initdb", "-U", USER, "-A", "trust", "--no-sync", "-D", folder + "/data").waitFor()).isZero();
        restart();
    }

    /** Returns when it takes connections. Skips the test where it is not installed. */
    public static Postgres start() throws IOException, InterruptedException {
        Path programs = programs();
        if (programs == null) {
            LoggerFactory.getLogger(Postgres.class).warn("PostgreSQL is not installed: the tests of it are skipped");
        }
        assumeTrue(programs != null, "PostgreSQL is not installed");
        return new Postgres(programs);
    }

    /** Those of the newest version, or null. */
    private static Path programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return null;
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(each -> each.resolve("bin")).filter(each -> Files.isExecutable(each.resolve("postgres")))
                    .max(Path::compareTo).orElse(null);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private Process start(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        File log = folder.resolve(program + ".log").toFile();
        return Children.start(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log)));
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
    }

    /** After {@link #kill}; returns when it takes connections. */
    public void restart() throws IOException {
        process = start("postgres", "-D", folder + "/data", "-p", Integer.toString(port), "-h", "127.0.0.1", "-k",
                folder.toString());
        await().ignoreExceptions().failFast("it ended: " + folder, () -> !process.isAlive()).until(() -> {
            DriverManager.getConnection(url()).close();
            return true;
        });
    }

    /** As kill -9; returns when it is gone. */
    public void kill() {
        Children.kill(process);
    }

    @Override
    public void close() throws IOException {
        kill();
        FileSystemUtils.deleteRecursively(folder);
    }
}
