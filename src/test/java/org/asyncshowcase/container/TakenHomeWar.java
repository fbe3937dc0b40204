package org.asyncshowcase.container;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.asyncshowcase.TakenHome;
import org.springframework.util.FileSystemUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

/** An empty application of Servlet 3.0, and in it one room: nothing but what its lists name, compiled here. */
final class TakenHomeWar {

    private static final Path TARGET = Path.of("target/taken-home").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("target/async-showcase/WEB-INF/lib");
    private static final String WEB_XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<web-app xmlns=\"http://java.sun.com/xml/ns/javaee\" version=\"3.0\">\n<absolute-ordering/>\n%s\n</web-app>\n";
    /** As Maven would find them: of each artifact what it needs itself. */
    private static final Map<String, String> NEEDED = Map.ofEntries(
            Map.entry("spring-webmvc", "spring-aop spring-beans spring-context spring-core spring-expression"
                    + " spring-jcl spring-web"),
            Map.entry("jackson-databind", "jackson-annotations jackson-core"),
            Map.entry("logback-classic", "logback-core slf4j-api"),
            Map.entry("spring-jms", "spring-messaging spring-tx"),
            Map.entry("activemq-broker", "activemq-client activemq-openwire-legacy hawtbuf geronimo-j2ee-management_1.1_spec"),
            Map.entry("reactor-core", "reactive-streams"),
            Map.entry("rxjava", "reactive-streams"),
            Map.entry("reactor-netty", "netty-buffer netty-codec netty-codec-http netty-codec-http2 netty-codec-socks netty-common"
                    + " netty-handler netty-handler-proxy netty-resolver netty-transport netty-transport-native-unix-common"),
            Map.entry("commons-fileupload", "commons-io"),
            Map.entry("commons-csv", "commons-codec commons-io"),
            Map.entry("context-propagation", "jspecify"));

    private final TakenHome taken;
    private final Path folder;

    private TakenHomeWar(String room) {
        this.taken = new TakenHome(room);
        this.folder = TARGET.resolve(room);
    }

    /** The application that there was before. */
    static Path packEmpty() throws IOException {
        Files.createDirectories(TARGET);
        Path war = TARGET.resolve("empty.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            add(zip, "WEB-INF/web.xml", String.format(WEB_XML, "").getBytes(UTF_8));
        }
        return war;
    }

    /** @param tomcat whose Servlet API it is compiled against */
    static Path pack(String room, String tomcat) throws IOException {
        return new TakenHomeWar(room).pack(Path.of("target/containers/apache-tomcat-" + tomcat + "/lib/servlet-api.jar"));
    }

    private Path pack(Path servletApi) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> libraries = libraries();
        compile(classes, Stream.concat(Stream.of(servletApi), libraries.stream()).collect(toList()));
        Path war = TARGET.resolve(folder.getFileName() + ".war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            add(zip, "WEB-INF/web.xml", webXml().getBytes(UTF_8));
            for (String file : taken.xml()) {
                add(zip, "WEB-INF/spring/" + file, taken.text(file).getBytes(UTF_8));
            }
            add(zip, "WEB-INF/classes/async.properties", String.join("\n", taken.settingLines()).getBytes(UTF_8));
            // what every application has: where it logs, and how much
            add(zip, "WEB-INF/classes/logback.xml", Files.readAllBytes(Path.of("src/test/taken-home/logback.xml")));
            for (Path file : files(classes)) {
                add(zip, "WEB-INF/classes/" + classes.relativize(file), Files.readAllBytes(file));
            }
            for (Path file : libraries) {
                add(zip, "WEB-INF/lib/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return war;
    }

    /** -g as Maven has it by default: Spring knows the parameters of handlers and constructors by their names. */
    private void compile(Path classes, List<Path> libraries) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options = List.of("--release", "8", "-g", "-nowarn", "-proc:none", "-implicit:none", "-sourcepath", "",
                    "-d", classes.toString(), "-classpath", libraries.stream().map(Path::toString).collect(joining(":")));
            if (!compiler.getTask(said, files, null, options, null,
                    files.getJavaFileObjectsFromFiles(taken.sources().stream().map(Path::toFile).collect(toList()))).call()) {
                throw new AssertionError(folder.getFileName() + ": its lists do not suffice to compile it\n" + said);
            }
        }
    }

    private List<Path> libraries() throws IOException {
        Set<String> names = new TreeSet<>(taken.dependencies());
        taken.dependencies().forEach(each -> names.addAll(List.of(NEEDED.getOrDefault(each, each).split(" "))));
        return files(LIBRARIES).stream().filter(file -> names.contains(file.getFileName().toString().replaceFirst("-\\d.*", "")))
                .collect(toList());
    }

    /** The two contexts, the filters that the lists name, the servlet: no more. */
    private String webXml() {
        String context = "<listener>"
                + "<listener-class>org.springframework.web.context.ContextLoaderListener</listener-class></listener>\n"
                + "<context-param><param-name>contextConfigLocation</param-name><param-value>%s</param-value></context-param>\n";
        String servlet = "<servlet><servlet-name>appServlet</servlet-name>"
                + "<servlet-class>org.springframework.web.servlet.DispatcherServlet</servlet-class>"
                + "<init-param><param-name>contextConfigLocation</param-name><param-value>%s</param-value></init-param>"
                + "<load-on-startup>1</load-on-startup><async-supported>true</async-supported></servlet>\n"
                + "<servlet-mapping><servlet-name>appServlet</servlet-name><url-pattern>/</url-pattern></servlet-mapping>";
        return String.format(WEB_XML, String.format(context, locations("root/")) + filters()
                + String.format(servlet, locations("appServlet/")));
    }

    private String locations(String context) {
        return Pattern.compile("/WEB-INF/spring/(\\S+\\.xml)").matcher(TakenHome.webXml()).results()
                .filter(found -> found.group(1).startsWith(context) || found.group(1).equals("settings.xml"))
                .filter(found -> taken.xml().contains(found.group(1))).map(MatchResult::group).distinct().collect(joining(" "));
    }

    private String filters() {
        return Pattern.compile("(?s)<(filter|filter-mapping)>\\s*<filter-name>(\\w+)</filter-name>.*?</\\1>")
                .matcher(TakenHome.webXml()).results()
                .filter(found -> taken.filters().contains(found.group(2))).map(MatchResult::group).collect(joining("\n"));
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
