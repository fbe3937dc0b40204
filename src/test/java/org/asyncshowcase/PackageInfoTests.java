package org.asyncshowcase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.asyncshowcase.house.takehome.TakenHome;
import org.asyncshowcase.house.takehome.TakenHome.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What a {@code package-info.java} says of reading and copying its package must be so. */
class PackageInfoTests {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPath(Path.of("target/classes/org/asyncshowcase"));
    private static final Path SPRING = Path.of("src/main/webapp/WEB-INF/spring");
    /** What a reader has already. */
    private static final Path HOME = Path.of("src/test/taken-home");

    /** What is to read. */
    static Stream<String> toRead() {
        return Stream.concat(TakenHome.rooms().map(room -> "rooms." + room), Stream.of("rooms.textbook", "house.doctor"));
    }

    /** What is copied: each room bare, and what is added to it. */
    static Stream<String> copied() {
        return Stream.concat(TakenHome.rooms().map(room -> "rooms." + room), Stream.of("guard", "house.doctor"));
    }

    @ParameterizedTest
    @MethodSource("toRead")
    void saysWhenToUseItWhatToLeaveAndTheTraps(String part) {
        for (String line : List.of("When", "Leave", "Traps")) {
            assertThat(TakenHome.said(line, part)).as(line).isNotEmpty();
        }
    }

    /** By numbers, which a reader can look up. */
    @ParameterizedTest
    @MethodSource({"toRead", "copied"})
    void namesTrapsThatTheGuideExplains(String part) throws IOException {
        String guide = Files.readString(Path.of("docs/migration.md"));

        assertThat(TakenHome.said("Traps", part))
                .allSatisfy(trap -> assertThat(guide).contains("<a id=\"trap-" + trap + "\"></a>")
                        .containsPattern("\\[(Trap )?" + trap + "\\]\\(#trap-" + trap + "\\)"));
    }

    @ParameterizedTest
    @MethodSource("org.asyncshowcase.house.takehome.TakenHome#rooms")
    void saysWhatIsAddedWithTheGuardAndWhatIsLackingWithoutIt(String room) {
        assertThat(TakenHome.said("Guard", "rooms." + room)).isNotEmpty();
        assertThat(TakenHome.said("Bare", "rooms." + room)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("toRead")
    void namesAllItsClassesInReadingOrder(String part) {
        Set<String> own = TakenHome.classesOf(part).stream().map(each -> each.substring(part.length() + 1))
                .collect(toCollection(TreeSet::new));

        assertThat(TakenHome.said("Read", part)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(own);
    }

    /** Whatever of ours a class, a bean or a setting names that is copied; and nothing else. */
    @ParameterizedTest
    @MethodSource("copied")
    void copiesTheClassesThatAreNeededAndNoOthers(String part) {
        TakenHome taken = TakenHome.list(part);
        Set<String> needed = TakenHome.OURS.matcher(taken.text() + taken.settingLines()).results()
                .map(found -> found.group(1)).collect(toCollection(TreeSet::new));
        CLASSES.stream().filter(each -> taken.classes().contains(name(each))).flatMap(PackageInfoTests::needed)
                .forEach(needed::add);

        assertThat(taken.classes()).containsExactlyInAnyOrderElementsOf(needed);
    }

    /** The files that make a bean of one of its own classes. */
    @ParameterizedTest
    @MethodSource("org.asyncshowcase.house.takehome.TakenHome#rooms")
    void copiesTheXmlThatMakesIt(String room) throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> xml = Files.walk(SPRING)) {
            for (Path file : xml.filter(each -> each.toString().endsWith(".xml")).collect(toList())) {
                if (Files.readString(file).contains("class=\"" + TakenHome.ROOT + "rooms." + room + ".")) {
                    files.add(SPRING.relativize(file).toString());
                }
            }
        }

        assertThat(new TakenHome(room, Level.BARE).xml()).containsAll(files);
    }

    @ParameterizedTest
    @MethodSource("copied")
    void copiesTheSettingsThatItsXmlNamesAndNoOthers(String part) {
        TakenHome taken = TakenHome.list(part);

        assertThat(taken.settings()).containsExactlyInAnyOrderElementsOf(found("\\$\\{([^}]+)}", taken.text()));
    }

    /** At both levels; some are a reader's own. */
    @ParameterizedTest
    @MethodSource("org.asyncshowcase.house.takehome.TakenHome#rooms")
    void copiesEveryBeanThatAnotherRefersTo(String room) throws IOException {
        for (Level level : Level.values()) {
            String xml = new TakenHome(room, level).text();
            String all = xml;
            try (Stream<Path> home = Files.walk(HOME)) {
                all += home.filter(each -> each.toString().endsWith(".xml")).map(PackageInfoTests::read).collect(joining());
            }
            Set<String> missing =
                    found("(?:\\bref|-ref|ref bean|parent|depends-on|factory-bean|task-executor)=\"(\\w+)\"", xml);
            missing.addAll(found("#\\{(?!servletContext)(\\w+)\\.", xml));
            missing.removeAll(found("\\bid=\"(\\w+)\"", all));

            assertThat(missing).as(level.toString()).isEmpty();
        }
    }

    /** Each that is a bean of its XML. */
    @ParameterizedTest
    @MethodSource("copied")
    void namesTheFiltersOfWebXmlWhoseBeansItCopies(String part) {
        TakenHome taken = TakenHome.list(part);
        Set<String> filters = found("<filter-name>(\\w+)</filter-name>\\s*<filter-class>[\\w.]+\\.DelegatingFilterProxy<",
                TakenHome.webXml());
        filters.retainAll(found("\\bid=\"(\\w+)\"", taken.text()));

        assertThat(taken.filters()).isEqualTo(filters);
    }

    /** That they suffice, {@code TakeItHomeIT} shows. */
    @ParameterizedTest
    @MethodSource("copied")
    void namesNoArtifactThatItDoesNotNeed(String part) throws IOException {
        TakenHome taken = TakenHome.list(part);
        Set<String> named = found("\\b((?:[a-z]\\w*\\.)+[A-Z]\\w+)", taken.text() + taken.settingLines() + homeXml());
        CLASSES.stream().filter(each -> taken.classes().contains(name(each)))
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .forEach(dependency -> named.add(dependency.getTargetClass().getBaseComponentType().getName()));
        Set<String> needed = named.stream().map(each -> each.replace('.', '/') + ".class")
                .collect(toCollection(TreeSet::new));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of("target/async-showcase/WEB-INF/lib"))) {
            for (Path file : jars) {
                if (taken.dependencies().contains(file.getFileName().toString().replaceFirst("-\\d.*", ""))) {
                    try (JarFile jar = new JarFile(file.toFile())) {
                        assertThat(jar.stream().map(JarEntry::getName)).as(file.toString()).anyMatch(needed::contains);
                    }
                }
            }
        }
    }

    /** What brings JMS, and its broker within. */
    private static String homeXml() {
        return read(HOME.resolve("orders/root/jms.xml"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    /** Those of our classes that the class names, itself aside. */
    private static Stream<String> needed(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(each -> each.getName().startsWith(TakenHome.ROOT)).map(PackageInfoTests::name)
                .filter(each -> !each.equals(name(type)));
    }

    /** The name of the class, or of the one that it is nested in, as the lists have it. */
    private static String name(JavaClass type) {
        return type.getName().startsWith(TakenHome.ROOT)
                ? type.getName().substring(TakenHome.ROOT.length()).split("\\$")[0] : "";
    }
}
