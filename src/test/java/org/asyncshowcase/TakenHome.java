package org.asyncshowcase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

/** What is taken home with a room: what the lists name, its own and the root's, and those of the packages that they name. */
public final class TakenHome {

    static final Path SOURCES = Path.of("src/main/java/org/asyncshowcase");
    private static final Path WEB_INF = Path.of("src/main/webapp/WEB-INF");
    private static final Path SETTINGS = Path.of("src/main/resources/async.properties");
    private static final Pattern CLASS = Pattern.compile("([a-z]+\\.)*[A-Z]\\w+");
    /** The list of the root package. */
    static final String ROOT = "";

    private final String room;
    private final Set<String> packages = new LinkedHashSet<>();
    private final Set<String> named = new TreeSet<>();
    private final Set<String> xml = new TreeSet<>();
    private final Set<String> settings = new TreeSet<>();
    private final Set<String> dependencies = new TreeSet<>();
    private final Set<String> filters = new TreeSet<>();

    public TakenHome(String room) {
        this.room = room;
        follow(ROOT);
        take(room);
    }

    /** All rooms but {@code textbook}, which is to read. */
    public static Stream<String> rooms() {
        return Stream.of("blocking", "callable", "task", "deferred", "orders", "stream", "report", "export", "reactive", "context");
    }

    private void take(String part) {
        if (packages.add(part)) {
            follow(part);
        }
    }

    private void follow(String part) {
        filters.addAll(said("Filters", part));
        said("Copy", part).forEach(each -> sort(each, part));
    }

    private void sort(String word, String part) {
        if (word.endsWith(".xml")) {
            xml.add(word);
        } else if (CLASS.matcher(word).matches()) {
            named.add(word);
        } else if (Files.isDirectory(SOURCES.resolve(word))) {
            take(word);
        } else if (read(SETTINGS).contains("\n" + word + "=")) {
            settings.add(word);
        } else if (read(Path.of("pom.xml")).contains("<artifactId>" + word + "</artifactId>")) {
            dependencies.add(word);
        } else {
            throw new IllegalStateException("The package-info of " + part + " names what cannot be copied: " + word);
        }
    }

    /**
     * All classes, named as a list does: {@code Json}, {@code held.UploadResolver}. Of a package that is not the room itself
     * without those of its Leave, unless a list names them.
     */
    public Set<String> classes() {
        Set<String> classes = new TreeSet<>();
        for (String each : packages) {
            classes.addAll(classes(each));
            if (!each.equals(room)) {
                said("Leave", each).forEach(left -> classes.remove(each + "." + left));
            }
        }
        classes.addAll(named);
        return classes;
    }

    private static Set<String> classes(String part) {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
            return files.map(file -> SOURCES.relativize(file).toString()).filter(file -> file.matches(".*/[A-Z]\\w+\\.java"))
                    .map(file -> file.replace(".java", "").replace('/', '.')).collect(toCollection(TreeSet::new));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    public List<Path> sources() {
        return classes().stream().map(each -> SOURCES.resolve(each.replace('.', '/') + ".java")).collect(toList());
    }

    /** The files, below WEB-INF/spring. */
    public Set<String> xml() {
        return xml;
    }

    /** Without the lines that name lifecycle, and without the ranges of settings that no list names. */
    public String text(String file) {
        return read(WEB_INF.resolve("spring").resolve(file)).lines()
                .filter(line -> !line.contains("org.asyncshowcase.house.lifecycle") && !line.contains("-interceptors>"))
                .filter(line -> !line.contains("<entry key=") || !file.equals("settings.xml")
                        || settings.contains(line.split("\"")[1])).collect(joining("\n"));
    }

    /** The lines of async.properties. */
    public List<String> settingLines() {
        return read(SETTINGS).lines().filter(line -> settings.contains(line.split("=")[0])).collect(toList());
    }

    public Set<String> dependencies() {
        return dependencies;
    }

    public Set<String> filters() {
        return filters;
    }

    public static String webXml() {
        return read(WEB_INF.resolve("web.xml"));
    }

    /** The words of one line of a list; none, if it has no such line. */
    static List<String> said(String line, String part) {
        String text = read(SOURCES.resolve(part).resolve("package-info.java")).replaceAll("\\s+\\* ?", " ");
        Matcher matcher = Pattern.compile("<li>" + line + ": (.+?)\\.? *(?=<li>|</ul>)").matcher(text);
        return matcher.find() ? Stream.of(matcher.group(1).split("[,;] ?")).map(String::trim).collect(toList()) : List.of();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
