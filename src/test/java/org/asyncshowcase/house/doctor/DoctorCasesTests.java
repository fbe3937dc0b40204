package org.asyncshowcase.house.doctor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** Files that a colleague may have, and the right answer to each: what is right already is passed over. */
class DoctorCasesTests {

    private static final Path CASES = Path.of("src/test/resources/doctor/cases");
    private static final String DISPATCHER = "<servlet><servlet-name>app</servlet-name>"
            + "<servlet-class>org.springframework.web.servlet.DispatcherServlet</servlet-class>"
            + "<async-supported>true</async-supported></servlet>";

    @ParameterizedTest
    @CsvFileSource(resources = "/doctor/cases/answers.csv", delimiter = '|')
    void givesTheRightAnswer(String file, String answer) throws IOException {
        assertThat(answer(file, Files.readAllBytes(CASES.resolve(file)))).isEqualTo(answer == null ? "" : answer);
    }

    @Test
    void saysHowTomcatTakesATimeOut() throws IOException {
        assertThat(messages("never-spring.xml")).contains("-1 is never, and not the container's default");
        assertThat(messages("seconds-spring.xml")).contains("30 ms").contains("Tomcat looks once a second");
    }

    @Test
    void findsWhatAnInitializerDoesNotSay() throws IOException {
        assertThat(answer("a.war", war("<web-app version='3.0'/>", "DepotInitializer"))
                .replaceAll("DepotInitializer.onStartup, ", ""))
                .isEqualTo("line 26 error 1, line 29 error 1, line 31 error 2, line 35 error 1");
        assertThat(answer("a.war", war("<web-app version='3.0'/>", "MendedInitializer"))).isEmpty();
    }

    @Test
    void findsExecutorsTimeoutsAndDenialsInJava() throws IOException {
        assertThat(answer("a.war", war("<web-app version='3.0'/>", "OldLimits")).replaceAll(", line \\d+", "")).isEqualTo(
                "OldLimits.isAsyncSupported error 1, OldLimits.unboundedQueue warning 3, OldLimits.dropping warning 3,"
                + " OldLimits.callerRuns warning 3, OldLimits.limited warning 3, OldLimits.never warning 5,"
                        + " OldLimits.timeouts warning 5");
    }

    /** Web.xml decides, and a filter that it declares anew is its own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "|<filter-name>stats</filter-name>||WEB-INF/lib/a.jar/META-INF/web-fragment.xml error 1",
            "metadata-complete='true'|<filter-name>stats</filter-name>||",
            "|<filter-name>stats</filter-name>|<absolute-ordering><name>b</name></absolute-ordering>|",
            "|<filter-name>stats</filter-name>|<absolute-ordering><name>b</name><others/></absolute-ordering>"
                    + "|WEB-INF/lib/a.jar/META-INF/web-fragment.xml error 1",
            "|<filter-name>stats</filter-name>|<filter><filter-name>stats</filter-name><filter-class>a.B</filter-class>"
                    + "<async-supported>true</async-supported></filter>|"})
    void knowsWhichFragmentsCount(String attribute, String filter, String more, String answer) throws IOException {
        byte[] jar = Archive.of("a/B.class", new byte[10_000], "META-INF/web-fragment.xml",
                ("<web-fragment><name>a</name><filter>" + filter + "</filter></web-fragment>").getBytes(UTF_8));
        byte[] war = Archive.of("WEB-INF/lib/a.jar", jar, "WEB-INF/web.xml", ("<web-app version='3.0' "
                + (attribute == null ? "" : attribute) + ">" + (more == null ? "" : more) + DISPATCHER + "</web-app>")
                        .getBytes(UTF_8));

        assertThat(examine("a.war", war).stream().map(each -> each.getFile() + " " + each.getSeverity() + " " + trap(each))
                .collect(joining(", "))).isEqualTo(answer == null ? "" : answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "org.asyncshowcase.house.doctor.fixtures.OwnEtagFilter|line 1 error 2",
            "org.springframework.web.filter.DelegatingFilterProxy|line 1 error 2",
            "org.springframework.web.filter.CharacterEncodingFilter|"})
    void knowsAFilterByItsSuperclassOrItsBean(String type, String answer) throws IOException {
        byte[] war = war("<web-app version='3.0'><filter><filter-name>first</filter-name><filter-class>" + type
                + "</filter-class>"
                + "<async-supported>true</async-supported></filter><filter-mapping><filter-name>first</filter-name>"
                + "<url-pattern>/a</url-pattern></filter-mapping>" + DISPATCHER + "</web-app>", "OwnEtagFilter");

        assertThat(answer("a.war", war)).isEqualTo(answer == null ? "" : answer);
    }

    /** Many classes of the same kind, or the same file twice. */
    @Test
    void saysTheSameOnce() throws IOException {
        byte[] xml = Files.readAllBytes(CASES.resolve("never-spring.xml"));

        List<Finding> findings = examine("a.war", Archive.of("WEB-INF/a.xml", xml, "WEB-INF/b.xml", xml));

        assertThat(findings).singleElement().hasFieldOrPropertyWithValue("place", "line 7; WEB-INF/b.xml, line 7");
    }

    private static byte[] war(String webXml, String type) throws IOException {
        return Archive.of("WEB-INF/web.xml", webXml.getBytes(UTF_8), "WEB-INF/classes/A.class", Files.readAllBytes(
                Path.of("target/test-classes/org/asyncshowcase/house/doctor/fixtures/" + type + ".class")),
                "WEB-INF/spring/a.xml",
                ("<beans xmlns='http://www.springframework.org/schema/beans'><bean id='first'"
                        + " class='org.asyncshowcase.house.doctor.fixtures.OwnEtagFilter'/></beans>").getBytes(UTF_8));
    }

    private static String messages(String file) throws IOException {
        return examine(file, Files.readAllBytes(CASES.resolve(file))).stream().map(Finding::getMessage)
                .collect(joining("\n"));
    }

    /** Place, severity and trap of each finding. */
    private static String answer(String name, byte[] content) throws IOException {
        return examine(name, content).stream().map(each -> each.getPlace() + " " + each.getSeverity() + " " + trap(each))
                .collect(joining(", "));
    }

    private static String trap(Finding finding) {
        return finding.getLink().replaceFirst(".*-", "");
    }

    private static List<Finding> examine(String name, byte[] content) throws IOException {
        return Doctor.examine(name, new ByteArrayInputStream(content), 20_000, Locale.ENGLISH);
    }
}
