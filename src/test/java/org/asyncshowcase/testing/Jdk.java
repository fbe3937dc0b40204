package org.asyncshowcase.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import org.slf4j.LoggerFactory;

/** Finds the JDK of a container: the tests' own, or for {@code VERSION@JDK} another that is installed. */
public final class Jdk {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdk() {
    }

    /** For {@code 9.0.117@25}: what the variable JAVA25_HOME names, else a directory such as /usr/lib/jvm/temurin-25-jdk. */
    public static Optional<Path> of(String container) {
        int at = container.indexOf('@');
        if (at < 0) {
            return Optional.of(Path.of(System.getProperty("java.home")));
        }
        Optional<Path> home = find(container.substring(at + 1));
        if (home.isEmpty()) {
            // Maven does not show what is left out
            LoggerFactory.getLogger(Jdk.class).warn("Tomcat {} is left out: that JDK is not installed", container);
        }
        return home;
    }

    /** What docs/settings.md says to users of JDK 24 and later: else these warn of what Netty does. */
    public static List<String> arguments(Path home) throws IOException {
        return version(home) < 24 ? List.of() : List.of("-Dio.netty.noUnsafe=true");
    }

    private static int version(Path home) throws IOException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        }
        return Integer.parseInt(release.getProperty("JAVA_VERSION").replaceAll("\"(\\d+).*", "$1"));
    }

    private static Optional<Path> find(String version) {
        String named = System.getenv("JAVA" + version + "_HOME");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(INSTALLED, "*-" + version + "*")) {
            for (Path home : homes) {
                if (Files.isExecutable(home.resolve("bin/java"))) {
                    return Optional.of(home);
                }
            }
            return Optional.empty();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
