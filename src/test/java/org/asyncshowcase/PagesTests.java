package org.asyncshowcase;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What the pages and their scripts name must exist: nobody sees a dead link while he writes a page. */
class PagesTests {

    private static final Path WEBAPP = Paths.get("src/main/webapp");
    /** As {@code sources.tag} tells them apart. */
    private static final Path JAVA = Paths.get("src/main/java/org/asyncshowcase");
    private static final Path JAVA_CONFIG = Paths.get("src/test/java/org/asyncshowcase");
    private static final Path XML = WEBAPP.resolve("WEB-INF/spring");
    private static final Path STATIC = WEBAPP.resolve("static");

    private static final Pattern FILES = Pattern.compile("\\bfiles=\"([^\"$]+)\"");
    private static final Pattern HABIT =
            Pattern.compile("<t:habit [^>]*region=\"([^\"]+)\" step=\"([^\"]+)\" file=\"([^\"]+)\"");
    private static final Pattern OTHER_SOURCES = Pattern.compile("\"(/source/[^\"]*)\"");
    private static final Pattern STATIC_FILE = Pattern.compile("\"/(static/[^\"$]+)\"");
    private static final Pattern SCRIPT = Pattern.compile("<t:page [^>]*script=\"([^\"$]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from |import\\(?)[^;'\\n]*'\\./([^']+)'");
    private static final Pattern DOCUMENTS = Pattern.compile("(?:<t:documents names=\"|\"/docs/)([^\"$]+)\"");
    private static final Pattern TEXT = Pattern.compile("<spring:message code=\"([^\"$]+)\"");
    private static final Pattern TEXT_OF_SCRIPT = Pattern.compile("\\btext\\('(\\w+)'");
    private static final Pattern DATA = Pattern.compile("\\bdata-([a-z-]+)=");

    static Stream<Path> pages() throws IOException {
        return files(WEBAPP.resolve("WEB-INF"), ".*\\.(jsp|jspf|tag)");
    }

    static Stream<Path> scripts() throws IOException {
        return files(STATIC, ".*\\.js");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linkToSourcesThatExist(Path page) {
        assertThat(matches(FILES, page).flatMap(files -> Stream.of(files.split(" "))).map(PagesTests::source))
                .allSatisfy(source -> assertThat(source).isRegularFile());
    }

    /** So that the test above sees them all; the home page lists web.xml and what that loads. */
    @Test
    void linkToSourcesByTheTagAlone() throws IOException {
        assertThat(pages().flatMap(page -> matches(FILES, page))).hasSizeGreaterThan(10);
        assertThat(pages().filter(page -> !page.endsWith("sources.tag")).flatMap(page -> matches(OTHER_SOURCES, page)))
                .containsExactly("/source/${source}", "/source/${source}", "/source/webapp/web.xml",
                "/source/webapp/${file}");
    }

    /** In the old application and in the step that mends it. */
    @Test
    void showHabitsThatAreMarkedInBothFiles() throws IOException {
        List<MatchResult> habits = HABIT.matcher(Files.readString(WEBAPP.resolve("WEB-INF/views/migration/migration.jsp")))
                .results()
                .collect(toList());

        assertThat(habits).hasSize(11).allSatisfy(habit -> {
            for (String state : List.of("app", "steps/" + habit.group(2))) {
                assertThat(Paths.get("src/old", state, "java/shop", habit.group(3) + ".java")).content()
                        .contains("// region " + habit.group(1) + "\n");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nameScriptsAndOtherFilesThatExist(Path page) {
        assertThat(matches(SCRIPT, page)).allSatisfy(script ->
                assertThat(STATIC.resolve("js/" + script + ".js")).isRegularFile());
        assertThat(matches(STATIC_FILE, page)).allSatisfy(file -> assertThat(WEBAPP.resolve(file)).isRegularFile());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nameDocumentsThatExist(Path page) {
        assertThat(matches(DOCUMENTS, page).flatMap(names -> Stream.of(names.split(" ")))).allSatisfy(name ->
                assertThat(Paths.get("docs", name + ".md")).isRegularFile());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nameTextsThatThereAre(Path page) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(Paths.get("src/main/resources/messages.properties"))) {
            texts.load(reader);
        }

        assertThat(texts.stringPropertyNames()).containsAll(matches(TEXT, page).collect(toList()));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void importScriptsThatExist(Path script) {
        assertThat(matches(IMPORT, script)).allSatisfy(other -> assertThat(script.resolveSibling(other)).isRegularFile());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void sayTextsThatThePagesHand(Path script) {
        List<String> handed = matches(DATA, WEBAPP.resolve("WEB-INF/views/home/script.jspf"))
                .map(name -> Stream.of(name.split("-")).reduce((start, word) ->
                        start + word.substring(0, 1).toUpperCase() + word.substring(1)).orElse(name))
                .collect(toList());

        assertThat(handed).containsAll(matches(TEXT_OF_SCRIPT, script).collect(toCollection(TreeSet::new)));
    }

    private static Path source(String file) {
        Path java = file.startsWith("javaconfig/") ? JAVA_CONFIG : JAVA;
        return (file.endsWith(".java") ? java : file.endsWith(".xml") ? XML : STATIC).resolve(file);
    }

    private static Stream<Path> files(Path directory, String name) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().matches(name)).sorted().collect(toList()).stream();
        }
    }

    private static Stream<String> matches(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results().map(result -> result.group(1));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
