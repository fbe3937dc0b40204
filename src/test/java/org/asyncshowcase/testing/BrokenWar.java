package org.asyncshowcase.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import static java.util.stream.Collectors.toList;

/**
 * The application of the package {@code broken}, which a test deploys in place of ours, with those of our libraries that it
 * needs.
 */
public final class BrokenWar {

    /** Without SLF4J: Spring logs as Tomcat does. */
    private static final List<String> LIBRARIES = List.of("spring-aop", "spring-beans", "spring-context", "spring-core",
            "spring-expression", "spring-jcl", "spring-web", "spring-webmvc", "jackson-annotations", "jackson-core",
            "jackson-databind",
            "reactor-core", "reactive-streams");

    private BrokenWar() {
    }

    public static Path pack(String test) {
        return pack(test, Path.of("target/async-showcase/WEB-INF/lib"));
    }

    /** With the old libraries that Maven has copied, in place of ours. */
    public static Path packOld(String test) {
        return pack(test + "-old", Path.of("target/old-lib"), Path.of("target/async-showcase/WEB-INF/lib"));
    }

    private static Path pack(String directory, Path... libraries) {
        Path war = Path.of("target/broken", directory, "broken.war").toAbsolutePath();
        try {
            Files.createDirectories(war.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
                addAll(zip, "WEB-INF/", files(Path.of("src/test/broken/WEB-INF")));
                addAll(zip, "WEB-INF/classes/org/asyncshowcase/broken/",
                        files(Path.of("target/test-classes/org/asyncshowcase/broken")));
                addAll(zip, "WEB-INF/lib/", chosen(libraries));
            }
            return war;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The first jar of each library. */
    private static Collection<Path> chosen(Path... directories) throws IOException {
        Map<String, Path> chosen = new TreeMap<>();
        for (Path directory : directories) {
            for (Path file : files(directory)) {
                if (LIBRARIES.contains(name(file))) {
                    chosen.putIfAbsent(name(file), file);
                }
            }
        }
        return chosen.values();
    }

    /** Without its version. */
    private static String name(Path library) {
        return library.getFileName().toString().replaceFirst("-\\d.*", "");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.collect(toList());
        }
    }

    private static void addAll(ZipOutputStream zip, String prefix, Collection<Path> files) throws IOException {
        for (Path file : files) {
            zip.putNextEntry(new ZipEntry(prefix + file.getFileName()));
            Files.copy(file, zip);
            zip.closeEntry();
        }
    }
}
