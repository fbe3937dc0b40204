package org.asyncshowcase.testing;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.asyncshowcase.house.takehome.TakenHome;
import org.asyncshowcase.house.takehome.TakenHome.Level;
import org.springframework.util.FileSystemUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

/**
 * The application of a reader, and in it one room: nothing but what its lists name, compiled here. What the reader has
 * already, or writes, is in src/test/taken-home: {@code bare} for all, {@code quotes} where quotes are waited for, and what
 * has a room's name.
 */
public final class TakenHomeWar {

    private static final Path TARGET = Path.of("target/taken-home").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("target/async-showcase/WEB-INF/lib");
    private static final Path HOME = Path.of("src/test/taken-home");
    private static final List<String> EVERYWHERE = List.of("spring-webmvc", "jackson-databind", "logback-classic");
    /** As Maven would find them: of each artifact what it needs itself. */
    private static final Map<String, String> NEEDED = Map.ofEntries(
            Map.entry("spring-webmvc", "spring-aop spring-beans spring-context spring-core spring-expression"
                    + " spring-jcl spring-web"),
            Map.entry("jackson-databind", "jackson-annotations jackson-core"),
            Map.entry("logback-classic", "logback-core slf4j-api"),
            Map.entry("spring-jdbc", "spring-tx"),
            Map.entry("spring-jms", "spring-messaging spring-tx"),
            Map.entry("spring-websocket", "spring-messaging"),
            Map.entry("activemq-broker", "activemq-client activemq-openwire-legacy hawtbuf"
                    + " geronimo-j2ee-management_1.1_spec"),
            Map.entry("reactor-core", "reactive-streams"),
            Map.entry("rxjava", "reactive-streams"),
            Map.entry("reactor-netty", "netty-buffer netty-codec netty-codec-http netty-codec-http2 netty-codec-socks"
                    + " netty-common netty-handler netty-handler-proxy netty-resolver netty-transport"
                    + " netty-transport-native-unix-common"),
            Map.entry("commons-fileupload", "commons-io"),
            Map.entry("context-propagation", "jspecify"));

    private final TakenHome taken;
    private final Level level;
    private final List<Path> own;
    private final Path folder;

    private TakenHomeWar(String room, Level level, String... probes) {
        this.taken = new TakenHome(room, level);
        this.level = level;
        this.own = Stream.concat(Stream.of("bare", taken.classes().contains("feed.QuoteLog") ? "quotes" : "none", room),
                Stream.of(probes)).map(HOME::resolve).filter(Files::isDirectory).collect(toList());
        this.folder = TARGET.resolve(room + "-" + level.name().toLowerCase(Locale.ROOT) + String.join("", probes));
    }

    /** Nothing: on its Tomcat the others are deployed. */
    public static Path packEmpty() throws IOException {
        Files.createDirectories(TARGET);
        Path war = TARGET.resolve("empty.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            add(zip, "WEB-INF/web.xml", ("<web-app xmlns=\"http://java.sun.com/xml/ns/javaee\" version=\"3.0\">"
                    + "<absolute-ordering/></web-app>").getBytes(UTF_8));
        }
        return war;
    }

    /** @param probes folders of src/test/taken-home that a test has beside the room */
    public static Path pack(String room, Level level, String... probes) throws IOException {
        return new TakenHomeWar(room, level, probes).pack();
    }

    private Path pack() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> libraries = libraries();
        compile(classes, libraries);
        Path war = TARGET.resolve(folder.getFileName() + ".war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            add(zip, "WEB-INF/web.xml", webXml().getBytes(UTF_8));
            for (Map.Entry<String, Path> each : ownXml().entrySet()) {
                add(zip, "WEB-INF/spring/" + each.getKey(), Files.readAllBytes(each.getValue()));
            }
            for (String file : taken.xml()) {
                add(zip, "WEB-INF/spring/" + file, taken.text(file).getBytes(UTF_8));
            }
            add(zip, "WEB-INF/classes/async.properties", String.join("\n", taken.settingLines()).getBytes(UTF_8));
            // what every application has: where it logs, and how much
            add(zip, "WEB-INF/classes/logback.xml", Files.readAllBytes(HOME.resolve("logback.xml")));
            for (Path file : files(classes)) {
                add(zip, "WEB-INF/classes/" + classes.relativize(file), Files.readAllBytes(file));
            }
            for (Path file : libraries) {
                add(zip, "WEB-INF/lib/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return war;
    }

    private String webXml() throws IOException {
        return Files.readString(HOME.resolve("bare/web.xml")).replace("{filters}", taken.filterElements())
                .replace("{root}", locations("web/filters/", "guard/guard", "guard/", "root/", "feed/"))
                .replace("{servlet}", locations("servlet/", "rooms/"));
    }

    private String locations(String... folders) throws IOException {
        Set<String> files = new TreeSet<>(taken.xml());
        files.addAll(ownXml().keySet());
        return Stream.of(folders).flatMap(folder -> files.stream().filter(file -> file.startsWith(folder)))
                .map("/WEB-INF/spring/"::concat).distinct().collect(joining(" "));
    }

    /** A room's own file replaces that of all; the guard's executors replace Spring's. */
    private Map<String, Path> ownXml() throws IOException {
        Map<String, Path> xml = new TreeMap<>();
        for (Path each : own) {
            for (Path file : files(each)) {
                if (file.toString().endsWith(".xml")) {
                    xml.put(each.relativize(file).toString(), file);
                }
            }
        }
        xml.remove("web.xml");
        if (level == Level.GUARDED) {
            xml.remove("root/executors.xml");
        }
        return xml;
    }

    private List<Path> sources() throws IOException {
        List<Path> sources = taken.classes().stream()
                .map(each -> Path.of("src/main/java/org/asyncshowcase", each.replace('.', '/') + ".java"))
                .collect(toCollection(ArrayList::new));
        for (Path each : own) {
            files(each).stream().filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        return sources;
    }

    /** -g as Maven has it by default: Spring knows the parameters of handlers and constructors by their names. */
    private void compile(Path classes, List<Path> libraries) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options = List.of("--release", "8", "-g", "-nowarn", "-proc:none", "-implicit:none",
                    "-sourcepath", "", "-d", classes.toString(), "-classpath",
                    Stream.concat(Stream.of(api("servlet-api"), api("websocket-api")), libraries.stream())
                            .map(Path::toString).collect(joining(File.pathSeparator)));
            if (!compiler.getTask(said, files, null, options, null,
                    files.getJavaFileObjectsFromFiles(sources().stream().map(Path::toFile).collect(toList()))).call()) {
                throw new AssertionError(folder.getFileName() + ": its lists do not suffice to compile it\n" + said);
            }
        }
    }

    /** The oldest: of servlets 3.0. */
    private static Path api(String name) {
        return Path.of("target/containers/apache-tomcat-" + Tomcat.first(), "lib", name + ".jar");
    }

    private List<Path> libraries() throws IOException {
        Set<String> names = new TreeSet<>();
        Stream.concat(EVERYWHERE.stream(), taken.dependencies().stream())
                .forEach(each -> names.addAll(List.of((each + " " + NEEDED.getOrDefault(each, "")).trim().split(" "))));
        return files(LIBRARIES).stream()
                .filter(file -> names.contains(file.getFileName().toString().replaceFirst("-\\d.*", ""))).collect(toList());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).collect(toList());
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
