package org.asyncshowcase.house.takehome;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileCopyUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

/**
 * What is copied with a pattern: what its list in {@code package-info.java} names, and the lists of the packages that it
 * names; at two levels. It is read from the sources that the build puts beside the classes. Immutable once made.
 */
public final class TakenHome {

    /** With Spring's own beans alone, or with the guard added from outside. */
    public enum Level { BARE, GUARDED }

    public static final String ROOT = "org.asyncshowcase.";
    /** One of ours, by the name that the lists give it. */
    public static final Pattern OURS = Pattern.compile("org\\.asyncshowcase\\.([a-z.]*[A-Z]\\w+)");
    private static final String SOURCES = "source/org/asyncshowcase/";
    private static final String SPRING = "source/webapp/spring/";
    private static final Pattern CLASS = Pattern.compile("([a-z]+\\.)*[A-Z]\\w+");
    /** A definition of a context file that stands in no other one. */
    private static final Pattern BEAN = Pattern.compile(
            "(?m)^(  (?=<bean)| {8}(?=<bean class)| +(?=<websocket:transport-handlers))<([\\w:-]+)\\b[^>]*"
            + "(/>|(?<!/)>[\\s\\S]*?^\\1</\\2>)\n");
    private static final Pattern FILTER =
            Pattern.compile("(?s) *<(filter|filter-mapping)>\\s*<filter-name>(\\w+)</filter-name>.*?</\\1>\n");
    /** A bean, as the XML refers to it: by an attribute, or in an expression. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:-ref|<ref bean|parent|scheduler|task-executor)=\"(\\w+)\"|#\\{(\\w+)\\.");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "(?ms)^    <dependency>\\s*<groupId>[^<]*</groupId><artifactId>([^<]*)</artifactId>.*?</dependency>\n");

    private final Set<String> packages = new LinkedHashSet<>();
    private final Set<String> classes = new TreeSet<>();
    private final Set<String> xml = new TreeSet<>();
    private final Set<String> settings = new TreeSet<>();
    private final Set<String> dependencies = new TreeSet<>();
    private final Set<String> filters = new TreeSet<>();

    /** @param room one of {@link #rooms} */
    public TakenHome(String room, Level level) {
        take("rooms." + room);
        if (level == Level.GUARDED) {
            said("Guard", "rooms." + room).forEach(each -> sort(each, "rooms." + room));
        }
    }

    /** One list alone. */
    private TakenHome(String list) {
        take(list);
    }

    /** @param list a package, such as {@code guard}, with what its list names */
    public static TakenHome list(String list) {
        return new TakenHome(list);
    }

    /** All rooms but {@code textbook}, which is to read, and {@code quotes}, which is where events come from. */
    public static Stream<String> rooms() {
        return Stream.of("blocking", "callable", "task", "database", "deferred", "orders", "stream", "socket", "report",
                "export", "reactive", "context");
    }

    private void take(String part) {
        if (packages.add(part)) {
            List<String> copied = said("Copy", part);
            filters.addAll(said("Filters", part));
            copied.forEach(each -> sort(each, part));
            if (copied.stream().noneMatch(each -> each.matches("[A-Z]\\w+"))) {
                classes.addAll(classesOf(part));
            }
        }
    }

    private void sort(String word, String part) {
        if (word.endsWith(".xml")) {
            xml.add(word);
        } else if (read("source/pom.xml").contains("<artifactId>" + word + "</artifactId>")) {
            dependencies.add(word);
        } else if (CLASS.matcher(word).matches()) {
            classes.add(word.contains(".") ? word : part + "." + word);
        } else if (new ClassPathResource(packageInfo(word)).exists()) {
            take(word);
        } else if (read("async.properties").contains("\n" + word + "=")) {
            settings.add(word);
        } else {
            throw new IllegalStateException("The package-info of " + part + " names what cannot be copied: " + word);
        }
    }

    private static String packageInfo(String part) {
        return SOURCES + part.replace('.', '/') + "/package-info.java";
    }

    /** All classes of a package, by the names that the lists give them: {@code rooms.task.TaskController}. */
    public static Set<String> classesOf(String part) {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver()
                    .getResources("classpath:" + SOURCES + part.replace('.', '/') + "/*.java");
            return Arrays.stream(files).map(Resource::getFilename).filter(file -> file.matches("[A-Z]\\w+\\.java"))
                    .map(file -> part + "." + file.replace(".java", "")).collect(toCollection(TreeSet::new));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    public Set<String> classes() {
        return classes;
    }

    /** The files, below WEB-INF/spring. */
    public Set<String> xml() {
        return xml;
    }

    /**
     * Without the beans of classes that are not taken; without the context that the executors carry,
     * where the room {@code context} is not taken.
     */
    public String text(String file) {
        Matcher bean = BEAN.matcher(read(SPRING + file));
        StringBuffer kept = new StringBuffer();
        while (bean.find()) {
            bean.appendReplacement(kept, leaves(bean.group()) ? "" : Matcher.quoteReplacement(bean.group()));
        }
        String text = bean.appendTail(kept).toString();
        return packages.contains("rooms.context") ? text : text.replaceAll("\\s+p:taskDecorator-ref=\"callerContext\"", "");
    }

    private boolean leaves(String bean) {
        Matcher ours = OURS.matcher(bean);
        boolean leaves = false;
        while (!leaves && ours.find()) {
            leaves = !classes.contains(ours.group(1));
        }
        return leaves;
    }

    /** All the XML that is taken, as it is taken. */
    public String text() {
        return xml.stream().map(this::text).collect(joining("\n"));
    }

    /** The beans that its XML refers to and does not define: the application has them. */
    public Set<String> beans() {
        String text = text().replaceAll("(?s)<!--.*?-->", "");
        Set<String> beans = new TreeSet<>();
        for (Matcher each = REFERENCE.matcher(text); each.find();) {
            beans.add(each.group(1) != null ? each.group(1) : each.group(2));
        }
        beans.removeIf(bean -> bean.equals("servletContext") || text.contains("id=\"" + bean + "\""));
        return beans;
    }

    public Set<String> settings() {
        return settings;
    }

    /** The lines of async.properties. */
    public List<String> settingLines() {
        return Stream.of(read("async.properties").split("\n")).filter(line -> settings.contains(line.split("=")[0]))
                .collect(toList());
    }

    /** The artifacts, beyond those that every application has. */
    public Set<String> dependencies() {
        return dependencies;
    }

    /** As in the pom: those without a version have it from the BOMs there. */
    public String dependencyElements() {
        return found(DEPENDENCY, read("source/pom.xml"), each -> dependencies.contains(each.group(1)));
    }

    public Set<String> filters() {
        return filters;
    }

    public static String webXml() {
        return read("source/webapp/web.xml");
    }

    /** The filters that are taken and their mappings, as our web.xml has them. */
    public String filterElements() {
        return found(FILTER, webXml(), each -> filters.contains(each.group(2)));
    }

    /** The files, each by its place in a Maven project: the list of the pattern itself, the classes, the XML. */
    public List<CopiedFile> files() {
        Stream<String> sources = Stream.concat(
                packages.stream().filter(part -> part.startsWith("rooms.")).limit(1).map(part -> part + ".package-info"),
                classes.stream()).map(name -> "org/asyncshowcase/" + name.replace('.', '/') + ".java");
        return Stream.concat(
                sources.map(file -> new CopiedFile("src/main/java/" + file, "/source/" + file, read("source/" + file))),
                xml.stream().map(file -> new CopiedFile("src/main/webapp/WEB-INF/spring/" + file,
                        "/source/webapp/spring/" + file, text(file)))).collect(toList());
    }

    /** Lines for files that an application has already; none is empty. */
    public List<CopiedFile> additions() {
        return Stream.of(new CopiedFile("web.xml", "/source/webapp/web.xml", filterElements()),
                new CopiedFile("async.properties", null,
                        settingLines().stream().map(line -> line + "\n").collect(joining())),
                new CopiedFile("pom.xml", "/source/pom.xml", dependencyElements()))
                .filter(each -> each.getLines() > 0).collect(toList());
    }

    /** What an application must have or do so that the files start in it. */
    public String instructions() {
        return "Contexts: name the files below rooms in the context of the DispatcherServlet, all others in that of the\n"
                + "ContextLoaderListener.\n"
                + (settings.isEmpty() ? ""
                : "Settings: each context has a <context:property-placeholder> with classpath:async.properties.\n")
                + (xml.contains("guard/executors.xml")
                ? "Executors: remove yours of the same names as those of guard/executors.xml.\n" : "")
                + (beans().isEmpty() ? "" : "Beans of your own, in the ContextLoaderListener's context: "
                + String.join(", ", beans()) + ".\n");
    }

    private static String found(Pattern pattern, String text, Predicate<Matcher> taken) {
        StringBuilder found = new StringBuilder();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (taken.test(matcher)) {
                found.append(matcher.group());
            }
        }
        return found.toString();
    }

    /** The words of one line of a package's list; none, if it has no such line. */
    public static List<String> said(String line, String part) {
        String text = read(packageInfo(part)).replaceAll("\\s+\\* ?", " ");
        Matcher matcher = Pattern.compile("<li>" + line + ": (.+?)\\.? *(?=<li>|</ul>)").matcher(text);
        return matcher.find() ? Stream.of(matcher.group(1).split("[,;] ?")).map(String::trim).collect(toList())
                : Collections.emptyList();
    }

    /** @param path on the class path */
    private static String read(String path) {
        try (InputStreamReader reader = new InputStreamReader(new ClassPathResource(path).getInputStream(), UTF_8)) {
            return FileCopyUtils.copyToString(reader);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
