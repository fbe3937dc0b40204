package org.asyncshowcase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What each room's {@code package-info.java} says of copying it must be so: the lists are held against the code. */
class PackageInfoTests {

    private static final String ROOT = "org.asyncshowcase";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes/org/asyncshowcase"));
    private static final Path SOURCES = Path.of("src/main/java/org/asyncshowcase");
    private static final Path SPRING = Path.of("src/main/webapp/WEB-INF/spring");
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
        Set<String> there = classes(room).map(PackageInfoTests::name).collect(toCollection(TreeSet::new));

        assertThat(said("Read", room)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(there);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void namesTheClassesAndPackagesThatItImports(String room) throws IOException {
        List<String> copied = said("Copy", room);
        Set<String> missing = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        classes(room).flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(each -> each.getPackageName().startsWith(ROOT) && !each.getPackageName().equals(ROOT + "." + room))
                .forEach(each -> {
                    String part = each.getPackageName().equals(ROOT) ? name(each)
                            : each.getPackageName().substring(ROOT.length() + 1).split("\\.")[0];
                    needed.add(part);
                    if (!copied.contains(part)) {
                        missing.add(name(each));
                    }
                });

        assertThat(missing).isEmpty();
        assertThat(copied.stream().filter(each -> each.matches("[A-Z]\\w+") || Files.isDirectory(SOURCES.resolve(each))))
                .as("not needed").isSubsetOf(needed);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void namesTheXmlThatMakesItAndTheSettingsOfIt(String room) throws IOException {
        Set<String> files = new TreeSet<>();
        Set<String> settings = new TreeSet<>();
        try (Stream<Path> xml = Files.walk(SPRING)) {
            for (Path file : xml.filter(each -> each.toString().endsWith(".xml")).collect(toList())) {
                for (String bean : beans(Files.readString(file), room)) {
                    files.add(file.getFileName().toString());
                    SETTING.matcher(bean).results().map(found -> found.group(1)).forEach(settings::add);
                }
            }
        }
        List<String> copied = said("Copy", room);

        assertThat(copied).containsAll(files).containsAll(settings);
        assertThat(copied.stream().filter(each -> each.matches("[a-z]+(\\.[a-z-]+)+") && !each.endsWith(".xml")))
                .isSubsetOf(settings);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void namesOnlyDependenciesThatThereAre(String room) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(said("Copy", room).stream().filter(each -> each.matches("[a-z0-9]+(-[a-z0-9]+)+")))
                .allSatisfy(each -> assertThat(pom).contains("<artifactId>" + each + "</artifactId>"));
    }

    /** The top-level beans of a file that name a class of the room. */
    private static List<String> beans(String xml, String room) {
        return Pattern.compile("(?ms)^  <bean .*?(?=^  <bean |^  <mvc:|^  <!--|</beans>)").matcher(xml).results()
                .map(MatchResult::group).filter(bean -> bean.contains("\"" + ROOT + "." + room + ".")).collect(toList());
    }

    private static Stream<JavaClass> classes(String room) {
        return CLASSES.stream().filter(each -> each.getPackageName().equals(ROOT + "." + room)
                && !each.getSimpleName().equals("package-info"));
    }

    /** The name of the class, or of the one that it is nested in. */
    private static String name(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).split("\\$")[0];
    }

    /** The words of one line. */
    private static List<String> said(String line, String room) throws IOException {
        String text = Files.readString(SOURCES.resolve(room + "/package-info.java")).replaceAll("\\s+\\* ?", " ");
        Matcher matcher = Pattern.compile("<li>" + line + ": (.+?)\\.? *(?=<li>|</ul>)").matcher(text);
        assertThat(matcher.find()).as(line).isTrue();
        return Stream.of(matcher.group(1).split("[,;] ?")).map(String::trim).collect(toList());
    }
}
