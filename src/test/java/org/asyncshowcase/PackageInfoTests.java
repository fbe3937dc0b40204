package org.asyncshowcase;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What each room's {@code package-info.java} says of copying it must be so: the lists are held against the code. */
class PackageInfoTests {

    private static final String ROOT = "org.asyncshowcase";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes/org/asyncshowcase"));
    private static final Path SPRING = Path.of("src/main/webapp/WEB-INF/spring");
    private static final Pattern OURS = Pattern.compile("org\\.asyncshowcase\\.([a-z.]*[A-Z]\\w+)");
    private static final Pattern SETTING = Pattern.compile("\\$\\{([^}]+)}");

    static Stream<String> rooms() {
        return Stream.of("blocking", "textbook", "callable", "task", "deferred", "orders", "stream", "report", "export", "reactive",
                "context", "doctor");
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void saysWhenToUseItWhatToLeaveAndTheTraps(String room) throws IOException {
        for (String line : List.of("When", "Leave", "Traps")) {
            assertThat(said(line, room)).as(line).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void namesAllItsClassesInReadingOrder(String room) throws IOException {
        Set<String> there = classes(room).map(each -> name(each).substring(room.length() + 1)).collect(toCollection(TreeSet::new));

        assertThat(said("Read", room)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(there);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void namesTheClassesAndPackagesThatItImports(String room) {
        List<String> copied = said("Copy", room);
        Set<String> needed = classes(room).flatMap(PackageInfoTests::needed).filter(each -> !each.startsWith(room + "."))
                .collect(toCollection(TreeSet::new));

        assertThat(needed).allMatch(each -> copied.contains(each) || copied.contains(each.split("\\.")[0]));
        assertThat(copied.stream().filter(each -> Files.isDirectory(TakenHome.SOURCES.resolve(each)))).as("not needed")
                .allMatch(each -> needed.stream().anyMatch(type -> type.startsWith(each + ".")));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void namesTheXmlThatMakesIt(String room) throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> xml = Files.walk(SPRING)) {
            for (Path file : xml.filter(each -> each.toString().endsWith(".xml")).collect(toList())) {
                if (Files.readString(file).contains("\"" + ROOT + "." + room + ".")) {
                    files.add(SPRING.relativize(file).toString());
                }
            }
        }

        assertThat(said("Copy", room)).containsAll(files);
    }

    /** And the root's own, the last: an empty name. */
    @ParameterizedTest
    @MethodSource("lists")
    void namesTheSettingsOfTheXmlThatItNamesAndNoOthers(String list) throws IOException {
        List<String> copied = said("Copy", list);
        Set<String> settings = new TreeSet<>();
        for (String file : copied.stream().filter(each -> each.endsWith(".xml")).collect(toList())) {
            SETTING.matcher(Files.readString(SPRING.resolve(file))).results().map(found -> found.group(1)).forEach(settings::add);
        }

        assertThat(copied.stream().filter(each -> each.matches("[a-z]+(\\.[a-z-]+)+") && !each.matches(".*\\.xml|(javax|jakarta).*")))
                .containsExactlyInAnyOrderElementsOf(settings);
    }

    static Stream<String> lists() {
        return Stream.concat(rooms(), Stream.of("held", "executors", "errors", "events", "quotes", "partners", TakenHome.ROOT));
    }

    /** Whatever of ours a class or a bean names that is taken home. */
    @ParameterizedTest
    @MethodSource("org.asyncshowcase.TakenHome#rooms")
    void takesHomeEveryClassThatIsNeeded(String room) {
        TakenHome taken = new TakenHome(room);
        Set<String> needed = new TreeSet<>();
        Set<String> classes = taken.classes();
        CLASSES.stream().filter(each -> classes.contains(name(each))).flatMap(PackageInfoTests::needed).forEach(needed::add);
        taken.xml().forEach(file -> OURS.matcher(taken.text(file)).results().map(found -> found.group(1)).forEach(needed::add));
        needed.removeAll(classes);

        assertThat(needed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.asyncshowcase.TakenHome#rooms")
    void takesHomeEveryBeanThatAnotherRefersTo(String room) {
        TakenHome taken = new TakenHome(room);
        String xml = taken.xml().stream().map(taken::text).collect(joining());
        Set<String> missing = found("(?:\\bref|-ref|ref bean|parent|depends-on|factory-bean|task-executor)=\"(\\w+)\"", xml);
        missing.addAll(found("#\\{(?!servletContext)(\\w+)\\.", xml));
        missing.removeAll(found("\\bid=\"(\\w+)\"", xml));

        assertThat(missing).isEmpty();
    }

    /** Each filter that is a bean, and none whose bean stays here. */
    @ParameterizedTest
    @MethodSource("org.asyncshowcase.TakenHome#rooms")
    void takesHomeTheFiltersWhoseBeansItTakes(String room) {
        TakenHome taken = new TakenHome(room);
        Set<String> filters = found("<filter-name>(\\w+)</filter-name>\\s*<filter-class>[\\w.]+\\.DelegatingFilterProxy<",
                TakenHome.webXml());
        filters.retainAll(found("\\bid=\"(\\w+)\"", taken.xml().stream().map(taken::text).collect(joining())));
        filters.add("encoding");

        assertThat(taken.filters()).isEqualTo(filters);
    }

    /** By a class of its own, by one that it names with it, or by its XML. */
    @ParameterizedTest
    @MethodSource("lists")
    void namesNoClassThatItDoesNotNeed(String list) throws IOException {
        Set<String> needed = new TreeSet<>();
        namedBy(list).filter(each -> each.startsWith(ROOT)).map(each -> each.substring(ROOT.length() + 1)).forEach(needed::add);

        assertThat(said("Copy", list).stream().filter(each -> each.matches("([a-z]+\\.)*[A-Z]\\w+"))).isSubsetOf(needed);
    }

    /** Those that every application has are not asked for. */
    @ParameterizedTest
    @MethodSource("lists")
    void namesNoDependencyThatItDoesNotNeed(String list) throws IOException {
        Set<String> needed = namedBy(list).map(each -> each.replace('.', '/') + ".class").collect(toCollection(TreeSet::new));
        List<String> copied = new ArrayList<>(said("Copy", list));
        copied.removeAll(List.of("spring-webmvc", "jackson-databind", "logback-classic"));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of("target/async-showcase/WEB-INF/lib"))) {
            for (Path file : jars) {
                if (copied.contains(file.getFileName().toString().replaceFirst("-\\d.*", ""))) {
                    try (JarFile jar = new JarFile(file.toFile())) {
                        assertThat(jar.stream().map(JarEntry::getName)).as(file.toString()).anyMatch(needed::contains);
                    }
                }
            }
        }
    }

    /** What the classes of a list and its XML name, but for themselves. */
    private static Stream<String> namedBy(String list) throws IOException {
        List<String> copied = said("Copy", list);
        Set<String> named = new TreeSet<>();
        for (String file : copied.stream().filter(each -> each.endsWith(".xml")).collect(toList())) {
            named.addAll(found("\\b((?:[a-z]\\w*\\.)+[A-Z]\\w+)", Files.readString(SPRING.resolve(file))));
        }
        List<JavaClass> own = CLASSES.stream().filter(each -> copied.contains(name(each))
                || !list.isEmpty() && name(each).startsWith(list + ".")).collect(toList());
        own.stream().flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
                .filter(each -> !each.startsWith(ROOT)).forEach(named::add);
        own.stream().flatMap(PackageInfoTests::needed).map(each -> ROOT + "." + each).forEach(named::add);
        return named.stream();
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }

    /** Those of our other classes that the class names, without {@link #ROOT}. */
    private static Stream<String> needed(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream().map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(each -> each.getPackageName().startsWith(ROOT)).map(PackageInfoTests::name)
                .filter(each -> !each.equals(name(type)));
    }

    private static Stream<JavaClass> classes(String room) {
        return CLASSES.stream().filter(each -> each.getPackageName().equals(ROOT + "." + room)
                && !each.getSimpleName().equals("package-info"));
    }

    /** The name of the class, or of the one that it is nested in, without {@link #ROOT}. */
    private static String name(JavaClass type) {
        return type.getName().substring(ROOT.length() + 1).split("\\$")[0];
    }

    private static List<String> said(String line, String room) {
        List<String> words = TakenHome.said(line, room);
        assertThat(words).as(line).isNotEmpty();
        return words;
    }
}
