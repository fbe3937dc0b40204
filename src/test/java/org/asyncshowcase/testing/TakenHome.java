package org.asyncshowcase.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

/** What is copied with a room: what its list names, and the lists of the packages that it names; at two levels. */
public final class TakenHome {

    /** With Spring's own beans alone, or with the guard added from outside. */
    public enum Level { BARE, GUARDED }

    public static final String ROOT = "org.asyncshowcase.";
    private static final Path SOURCES = Path.of("src/main/java/org/asyncshowcase");
    private static final Path WEB_INF = Path.of("src/main/webapp/WEB-INF");
    private static final Path SETTINGS = Path.of("src/main/resources/async.properties");
    private static final Pattern CLASS = Pattern.compile("([a-z]+\\.)*[A-Z]\\w+");
    /** One of ours, by the name that the lists give it. */
    public static final Pattern OURS = Pattern.compile("org\\.asyncshowcase\\.([a-z.]*[A-Z]\\w+)");
    /** A definition of a context file that stands in no other one. */
    private static final Pattern BEAN = Pattern.compile("(?m)^  <bean\\b[^>]*(/>|[^/]>[\\s\\S]*?^  </bean>)\n");

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

    /** Of one list alone. */
    private TakenHome(String list) {
        take(list);
    }

    /** @param list a package, such as {@code guard}, with what its list names */
    public static TakenHome list(String list) {
        return new TakenHome(list);
    }

    /** All rooms but {@code textbook}, which is to read, and {@code quotes}, which is where events come from. */
    public static Stream<String> rooms() {
        return Stream.of("blocking", "callable", "task", "deferred", "orders", "stream", "report", "export", "reactive",
                "context");
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
        } else if (CLASS.matcher(word).matches()) {
            classes.add(word.contains(".") ? word : part + "." + word);
        } else if (Files.isDirectory(folder(word))) {
            take(word);
        } else if (read(SETTINGS).contains("\n" + word + "=")) {
            settings.add(word);
        } else if (read(Path.of("pom.xml")).contains("<artifactId>" + word + "</artifactId>")) {
            dependencies.add(word);
        } else {
            throw new IllegalStateException("The package-info of " + part + " names what cannot be copied: " + word);
        }
    }

    private static Path folder(String part) {
        return SOURCES.resolve(part.replace('.', '/'));
    }

    /** All classes of a package, by the names that the lists give them: {@code rooms.task.TaskController}. */
    public static Set<String> classesOf(String part) {
        try (Stream<Path> files = Files.list(folder(part))) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.matches("[A-Z]\\w+\\.java"))
                    .map(file -> part + "." + file.replace(".java", "")).collect(toCollection(TreeSet::new));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    public Set<String> classes() {
        return classes;
    }

    public List<Path> sources() {
        return classes.stream().map(each -> SOURCES.resolve(each.replace('.', '/') + ".java")).collect(toList());
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
        String text = read(WEB_INF.resolve("spring").resolve(file));
        text = BEAN.matcher(text).replaceAll(found -> Matcher.quoteReplacement(leaves(found.group()) ? "" : found.group()));
        return packages.contains("rooms.context") ? text : text.replaceAll("\\s+p:taskDecorator-ref=\"callerContext\"", "");
    }

    private boolean leaves(String bean) {
        return OURS.matcher(bean).results().anyMatch(found -> !classes.contains(found.group(1)));
    }

    /** All the XML that is taken, as it is taken. */
    public String text() {
        return xml.stream().map(this::text).collect(joining("\n"));
    }

    public Set<String> settings() {
        return settings;
    }

    /** The lines of async.properties. */
    public List<String> settingLines() {
        return read(SETTINGS).lines().filter(line -> settings.contains(line.split("=")[0])).collect(toList());
    }

    /** The artifacts, beyond those that every application has. */
    public Set<String> dependencies() {
        return dependencies;
    }

    public Set<String> filters() {
        return filters;
    }

    public static String webXml() {
        return read(WEB_INF.resolve("web.xml"));
    }

    /** The filters that are taken and their mappings, as our web.xml has them. */
    public String filterElements() {
        return Pattern.compile("(?s)<(filter|filter-mapping)>\\s*<filter-name>(\\w+)</filter-name>.*?</\\1>")
                .matcher(webXml())
                .results().filter(found -> filters.contains(found.group(2))).map(MatchResult::group).collect(joining("\n"));
    }

    /** The words of one line of a package's list; none, if it has no such line. */
    public static List<String> said(String line, String part) {
        String text = read(folder(part).resolve("package-info.java")).replaceAll("\\s+\\* ?", " ");
        Matcher matcher = Pattern.compile("<li>" + line + ": (.+?)\\.? *(?=<li>|</ul>)").matcher(text);
        return matcher.find() ? Stream.of(matcher.group(1).split("[,;] ?")).map(String::trim).collect(toList())
                : List.of();
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
