package org.asyncshowcase.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.stream.Collectors.toList;

/** The WAR of the build with the classes of {@code javaconfig} in place of what they say of web.xml, and without mvc.xml. */
public final class JavaConfigWar {

    private static final Path CLASSES = Path.of("target/test-classes");
    private static final Path WEBAPP = Path.of("src/test/webapp");

    private JavaConfigWar() {
    }

    public static Path pack() {
        Path war = Path.of("target/javaconfig/async-showcase.war");
        try {
            Files.createDirectories(war.getParent());
            Files.copy(Tomcat.WAR, war, REPLACE_EXISTING);
            try (FileSystem files = FileSystems.newFileSystem(war, (ClassLoader) null)) {
                Files.delete(files.getPath("WEB-INF/spring/web/mvc.xml"));
                copy(WEBAPP, files.getPath("/"), "");
                copy(CLASSES, files.getPath("WEB-INF/classes"), "org/asyncshowcase/javaconfig");
            }
            return war;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void copy(Path from, Path to, String part) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.walk(from.resolve(part))) {
            found = all.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith("Tests.class"))
                    .collect(toList());
        }
        for (Path file : found) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, REPLACE_EXISTING);
        }
    }
}
