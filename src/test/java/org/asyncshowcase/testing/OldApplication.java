package org.asyncshowcase.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

import org.springframework.util.FileSystemUtils;

import static java.io.File.pathSeparator;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

/** The application of src/old as it is after some of its steps: each step has the files that it changes, whole. */
public final class OldApplication {

    private static final Path SOURCES = Path.of("src/old");
    /** In the third is what the build makes: the guard's jar. */
    private static final List<Path> LIBRARIES =
            List.of(Path.of("target/old-application-lib"), Path.of("target/async-showcase/WEB-INF/lib"), Path.of("target"));

    private final Path directory;

    /** As it is before all steps. */
    private OldApplication(String name) throws IOException {
        directory = Path.of("target/old-application", System.getProperty("fork"), name).toAbsolutePath();
        // with the one before, which is deployed by now, or done with
        FileSystemUtils.deleteRecursively(directory.getParent());
        copy(SOURCES.resolve("app"), "");
    }

    /** The names of its steps, in their order. */
    public static List<String> steps() {
        try (Stream<Path> steps = Files.list(SOURCES.resolve("steps"))) {
            return steps.map(step -> step.getFileName().toString()).sorted().collect(toList());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Builds it below target/old-application, as it is after the first so many steps. */
    public static OldApplication after(int steps) throws IOException {
        OldApplication application = new OldApplication(steps == 0 ? "00-old" : steps().get(steps - 1));
        application.copySteps(steps().subList(0, steps));
        application.build();
        return application;
    }

    /** As {@link #after}, with the steps that Spring 3.2 can go, and perhaps the guard. */
    public static OldApplication onSpring3(boolean guarded) throws IOException {
        OldApplication application = new OldApplication(guarded ? "spring-3-guard" : "spring-3");
        application.copySteps(List.of("01-servlet-3", "02-nio", "04-callable"));
        // it knows an exception of Spring 4.2
        Files.delete(application.directory.resolve("java/shop/Busy.java"));
        if (guarded) {
            application.copySteps(List.of("11-guard"));
            List<String> libraries = new ArrayList<>(Files.readAllLines(SOURCES.resolve("app/lib.txt")));
            libraries.add("async-showcase-guard.jar");
            Files.write(application.directory.resolve("lib.txt"), libraries);
        }
        application.build();
        return application;
    }

    private void copySteps(List<String> steps) throws IOException {
        for (String step : steps) {
            copy(SOURCES.resolve("steps").resolve(step), "");
        }
    }

    private void build() throws IOException {
        copy(SOURCES.resolve("beside"), "java");
        compile();
        pack();
    }

    public Path war() {
        return directory.resolve("shop.war");
    }

    /** The connector that it comes with. */
    public Path serverXml() {
        return directory.resolve("server.xml");
    }

    /**
     * With its own server.xml.
     *
     * @param test the name of the test that asks
     */
    public App start(String container, String test, String... jvmArguments) {
        String name = test + "-" + directory.getFileName();
        return App.of(war(), Tomcat.start(container, name, war(), serverXml(), jvmArguments));
    }

    private void copy(Path from, String to) throws IOException {
        for (Path file : files(from)) {
            Path target = directory.resolve(to).resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, REPLACE_EXISTING);
        }
    }

    private void compile() throws IOException {
        Path servlets = Path.of("target/containers/apache-tomcat-7.0.109/lib/servlet-api.jar");
        String classpath = Stream.concat(Stream.of(servlets), libraries().stream()).map(Path::toString)
                .collect(joining(pathSeparator));
        List<String> arguments = new ArrayList<>(List.of("--release", "8", "-g", "-Xlint:-options", "-cp", classpath,
                "-d", directory.resolve("classes").toString()));
        files(directory.resolve("java")).forEach(source -> arguments.add(source.toString()));
        if (ToolProvider.getSystemJavaCompiler().run(null, System.out, System.err, arguments.toArray(new String[0])) != 0) {
            throw new IllegalStateException("Does not compile: " + directory);
        }
    }

    private void pack() throws IOException {
        try (ZipOutputStream war = new ZipOutputStream(Files.newOutputStream(war()))) {
            for (Path file : files(directory.resolve("webapp"))) {
                add(war, directory.resolve("webapp").relativize(file).toString(), file);
            }
            for (String folder : List.of("classes", "resources")) {
                for (Path file : files(directory.resolve(folder))) {
                    add(war, "WEB-INF/classes/" + directory.resolve(folder).relativize(file), file);
                }
            }
            for (Path library : libraries()) {
                add(war, "WEB-INF/lib/" + library.getFileName(), library);
            }
        }
    }

    private List<Path> libraries() throws IOException {
        return Files.readAllLines(directory.resolve("lib.txt")).stream().map(OldApplication::library).collect(toList());
    }

    private static Path library(String name) {
        return LIBRARIES.stream().map(directory -> directory.resolve(name)).filter(Files::exists).findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + name + " in " + LIBRARIES));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).collect(toList());
        }
    }

    private static void add(ZipOutputStream war, String name, Path file) throws IOException {
        war.putNextEntry(new ZipEntry(name.replace('\\', '/')));
        Files.copy(file, war);
        war.closeEntry();
    }
}
