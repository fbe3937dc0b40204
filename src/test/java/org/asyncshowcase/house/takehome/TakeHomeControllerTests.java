package org.asyncshowcase.house.takehome;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.house.takehome.TakenHome.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

/** What the list names is what is shown and sent; that it suffices, {@code TakeItHomeIT} shows. */
class TakeHomeControllerTests extends RoomTest {

    private static final String JAVA = "src/main/java/org/asyncshowcase/";

    static Stream<Arguments> archives() {
        return TakenHome.rooms().flatMap(room -> Stream.of(Level.values()).map(level -> Arguments.of(room, level)));
    }

    /** Where one were missing, the page with its pattern could not be shown. */
    @ParameterizedTest
    @MethodSource("org.asyncshowcase.house.takehome.TakenHome#rooms")
    void eachPatternSaysWhatItCosts(String room) {
        assertThat(ResourceBundle.getBundle("messages", Locale.KOREAN).getString("pattern." + room + ".cost")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("archives")
    void sendsAllThatIsCopiedAndNothingElse(String room, Level level) throws Exception {
        TakenHome taken = new TakenHome(room, level);

        Map<String, String> archive = archive(room + "-" + level.name().toLowerCase(Locale.ROOT));

        assertThat(archive.keySet()).filteredOn(name -> name.startsWith("src/")).containsExactlyInAnyOrderElementsOf(
                Stream.of(Stream.of(JAVA + "rooms/" + room + "/package-info.java"),
                        taken.classes().stream().map(each -> JAVA + each.replace('.', '/') + ".java"),
                        taken.xml().stream().map("src/main/webapp/WEB-INF/spring/"::concat))
                        .flatMap(each -> each).collect(toList()));
        assertThat(taken.filters()).allSatisfy(each -> assertThat(archive.get("add-to/web.xml")).contains(each));
        assertThat(taken.settings()).allSatisfy(each -> assertThat(archive.get("add-to/async.properties")).contains(each));
        assertThat(taken.dependencies()).allSatisfy(each -> assertThat(archive.get("add-to/pom.xml")).contains(each));
    }

    @Test
    void sendsFilesAsTheyAreAndXmlWithoutBeansOfOtherClasses() throws Exception {
        Map<String, String> archive = archive("callable-bare");

        String controller = JAVA + "rooms/callable/CallableController.java";
        assertThat(archive.get(controller)).isEqualTo(Files.readString(Path.of(controller)));
        assertThat(archive.get("src/main/webapp/WEB-INF/spring/rooms/callable.xml")).contains("CallableController")
                .doesNotContain("UploadController");
        assertThat(archive.get("add-to/async.properties")).isEqualTo("async.timeout=8000\n");
        assertThat(archive).doesNotContainKeys("add-to/web.xml", "add-to/pom.xml");
    }

    /** Names the beans that an archive refers to. */
    @Test
    void saysWhatTheApplicationMustHave() throws Exception {
        assertThat(archive("task-bare").get("add-to/README.txt")).contains("full, partner, reports, tiny.", "each context")
                .doesNotContain("guard");
        assertThat(archive("task-guarded").get("add-to/README.txt")).contains("guard/executors.xml")
                .doesNotContain("Beans");
        assertThat(archive("orders-bare").get("add-to/README.txt")).contains("connectionFactory, node, orderDatabase.");
        // it has no settings
        assertThat(archive("report-bare").get("add-to/README.txt")).doesNotContain("async.properties");
    }

    @Test
    void sendsTheLinesOfWebXmlAndThePom() throws Exception {
        Map<String, String> archive = archive("context-bare");

        assertThat(archive.get("add-to/web.xml")).startsWith("  <filter>\n    <filter-name>requestIdFilter</filter-name>")
                .contains("<filter-mapping>").doesNotContain("failureLog");
        assertThat(archive.get("add-to/pom.xml")).contains("<artifactId>context-propagation</artifactId>")
                .doesNotContain("rxjava");
    }

    @Test
    void showsBothLevels() throws Exception {
        mvc.perform(get("/take-home/callable")).andExpect(status().isOk()).andExpect(view().name("takehome/list"))
                .andExpect(model().attributeExists("bare", "guarded"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"textbook", "nope", "callable-bare", "nope.zip", "callable.zip", "callable-nope.zip",
            "..%2fcallable-bare.zip"})
    void answers404ToWhatIsNoPattern(String name) throws Exception {
        mvc.perform(get("/take-home/" + name)).andExpect(status().isNotFound());
    }

    private Map<String, String> archive(String name) throws Exception {
        byte[] bytes = dispatch(start(get("/take-home/" + name + ".zip"))).andExpect(status().isOk())
                .andExpect(content().contentType("application/zip"))
                .andExpect(header().string("Content-Disposition", "attachment; filename=\"" + name + ".zip\""))
                .andReturn().getResponse().getContentAsByteArray();
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }
}
