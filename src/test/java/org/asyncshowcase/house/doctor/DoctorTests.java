package org.asyncshowcase.house.doctor;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.asyncshowcase.web.BodyTooLargeException;
import org.asyncshowcase.rooms.example.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.StreamUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each rule finds what it is for, and nothing in what it says should be written instead. */
@Timeout(30)
class DoctorTests {

    @Test
    void findsWhatAWebXmlOfAnOldApplicationLacks() throws Exception {
        assertBegin(told("old-web.xml"),
                "line 1 error 1 web-app is of version 2.5",
                "line 3 error 1 filter springSecurityFilterChain does not support async",
                "line 7 error 1 filter etag does not support async",
                "line 11 error 1 filter openSessionInView does not support async",
                "line 15 error 1 filter multipart does not support async",
                "line 15 error 23 filter multipart of org.springframework.web.multipart.support.MultipartFilter ends its"
                        + " work",
                "line 19 error 2 filter springSecurityFilterChain does not run on the ASYNC dispatch",
                "line 23 error 2 filter etag does not run on the ASYNC dispatch",
                "line 27 error 2 filter openSessionInView does not run on the ASYNC dispatch",
                "line 35 error 1 servlet app does not support async",
                "line 23 warning 43 filter etag keeps each answer in memory",
                "line 27 warning 21 filter openSessionInView holds a connection",
                "line 39 warning 1 servlet reports does not support async",
                "line 43 hint 6 the page of java.lang.Throwable");
    }

    /** The version that has no schema yet, but a DTD. */
    @Test
    void readsAWebXmlWithADoctype() throws Exception {
        String old = "<!DOCTYPE web-app PUBLIC \"-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN\""
                + " \"http://java.sun.com/dtd/web-app_2_3.dtd\">\n<web-app><servlet><servlet-name>a</servlet-name><"
                        + "/servlet></web-app>";

        assertThat(examine("web.xml", old.getBytes(UTF_8)).stream().map(Finding::getMessage).collect(toList()))
                .hasSize(2).anySatisfy(message -> assertThat(message).contains("2.3 or older"));
    }

    @Test
    void findsWhatASpringXmlOfAnOldApplicationLacks() throws Exception {
        assertBegin(told("old-spring.xml"),
                "line 2 error 3 the schema is of Spring 3.0 or 3.1",
                "line 7 error 3 no <mvc:async-support>",
                "line 14 error 3 AnnotationMethodHandlerAdapter knows no asynchronous return type",
                "line 15 error 3 no executor",
                "line 8 warning 3 <task:executor> jobs has a queue without a bound",
                "line 11 warning 3 ThreadPoolTaskExecutor pool has a queue without a bound",
                "line 12 warning 3 SimpleAsyncTaskExecutor has no bound",
                "line 13 warning 3 Executors.newCachedThreadPool has no bound",
                "line 15 warning 5 asyncRequestTimeout: no time-out is set",
                "line 16 warning 23 CommonsMultipartResolver leaves the files",
                "line 17 warning 6 SimpleMappingExceptionResolver answers a time-out",
                "line 18 warning 21 OpenSessionInViewInterceptor holds a connection");
    }

    @Test
    void findsAnAsyncSupportWithoutExecutorAndTimeoutAndAPoolForAll() throws Exception {
        assertBegin(told("half-spring.xml"),
                "line 6 error 3 no executor",
                "line 6 warning 5 default-timeout: no time-out is set",
                "line 9 warning 5 default-timeout: -1 is never, and not the container's default",
                "line 11 warning 3 MVC and @Async share the executor pool");
    }

    @Test
    void findsBlockingConnectors() throws Exception {
        assertBegin(told("old-server.xml"),
                "line 3 error 25 a blocking connector (BIO)",
                "line 4; line 5 warning 25 Tomcat 7 takes its blocking connector (BIO) here",
                "line 6 warning 25 Tomcat 7 takes its blocking connector (BIO) here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mended-web.xml", "mended-spring.xml", "mended-server.xml"})
    void findsNothingInTheMendedTwin(String file) throws Exception {
        assertThat(told(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "spring-webmvc-3.1.4.RELEASE.jar, error 3", "org.springframework.web.servlet-3.0.5.RELEASE.jar, error 3",
            "spring-webmvc-3.2.18.RELEASE.jar, warning 11", "spring-webmvc-4.3.30.RELEASE.jar, warning 10",
            "spring-webmvc-5.2.19.RELEASE.jar, warning 31", "spring-webmvc-5.2.20.RELEASE.jar, warning 31",
            "spring-webmvc-5.2.25.RELEASE.jar,", "spring-webmvc-5.3.0.jar, warning 31",
                    "spring-webmvc-5.3.17.jar, warning 31",
            "spring-webmvc-5.3.18.jar,", "spring-webmvc-5.3.32.jar,", "spring-webmvc-5.3.33.jar, warning 11",
            "spring-webmvc-5.3.39.jar, warning 11", "spring-webmvc-5.3.40.jar,", "spring-webmvc-6.0.17.jar,",
            "spring-webmvc-6.0.23.jar, warning 11", "spring-webmvc-6.1.4.jar,", "spring-webmvc-6.1.5.jar, warning 11",
            "spring-webmvc-6.1.12.jar, warning 11", "spring-webmvc-6.1.13.jar,", "spring-webmvc-6.2.0.jar, warning 11",
            "spring-webmvc-6.2.5.jar, warning 11", "spring-webmvc-6.2.6.jar,", "spring-webmvc-7.0.0.jar,",
            "servlet-api-2.5.jar, error 1", "javax.servlet-api-3.0.1.jar, error 1", "servlet-api.jar, error 1",
            "spring-security-web-3.1.7.RELEASE.jar, error 20", "spring-security-web-5.4.11.jar,",
            "commons-fileupload-1.2.jar, warning 40", "commons-fileupload-1.6.0.jar,",
            "spring-webmvc-99999999999999999999999999.9.jar,", "spring-webmvc.jar,"})
    void knowsLibrariesByTheirNames(String name, String told) throws Exception {
        List<Finding> findings = examine("a.war", war("WEB-INF/lib/" + name, new byte[1]));

        assertThat(findings.stream().map(each -> each.getSeverity() + " " + trap(each)).findFirst().orElse(null))
                .isEqualTo(told);
        assertThat(findings).allSatisfy(each -> assertThat(each.getFile()).isEqualTo("WEB-INF/lib/" + name));
    }

    @Test
    void findsWhatAControllerDoesOnTheRequestsThread() throws Exception {
        assertBegin(toldOf("OldController", "OldService", "OldServiceImpl"),
                "OldController.file, line N warning 23 on the request's thread it reads an upload",
                "OldController.future, line N warning 25 on the request's thread it waits for a future",
                "OldController.partner, line N warning 25 on the request's thread it waits for a partner over HTTP"
                        + " (RestTemplate)",
                "OldController.report, line N warning 34 on the request's thread it builds an answer in memory",
                "OldController.sleep, line N warning 25 on the request's thread it sleeps",
                "OldController.start, line N warning 15 puts into a static map",
                "OldController.start, line N warning 3 on the request's thread it starts a thread of its own",
                "OldController.url, line N warning 25 on the request's thread it waits for a partner over HTTP",
                "OldController.waiting, line N warning 25 on the request's thread it waits for another thread",
                "OldServiceImpl.find, line N, called by OldController.database warning 25 on the request's thread it waits"
                        + " for the database",
                "OldServiceImpl.reply, line N, called by OldController.reply warning 16 on the request's thread it waits"
                        + " for a message");
    }

    /** In a Callable, be it a lambda or an inner class, it is no request's thread that does it. */
    @Test
    void findsNothingInAControllerThatHandsItToAWorker() throws Exception {
        assertThat(toldOf("MendedController", "MendedController$1", "OldService", "OldServiceImpl", "MendedInterceptor",
                "MendedTimer", "MendedFilter",
                "MendedServlet", "MendedConfig")).isEmpty();
    }

    @Test
    void findsInterceptorsFiltersAndThreadLocalsThatCountOnOnePass() throws Exception {
        assertBegin(toldOf("OldInterceptor", "OldFilter", "OldServlet", "OldConfig", "OldHolder"),
                "OldConfig error 3 no executor and no time-out for MVC",
                "OldConfig.cached, line N warning 3 Executors.newCachedThreadPool has no bound",
                "OldConfig.pool, line N warning 3 ThreadPoolTaskExecutor has a queue without a bound",
                "OldFilter.doFilterInternal, line N warning 18 counts on one pass",
                "OldHolder.hold, line N warning 20 org.asyncshowcase.house.doctor.fixtures.OldHolder.USER is set, and never"
                        + " removed",
                "OldInterceptor.preHandle, line N warning 17 counts on one pass",
                "OldInterceptor.preHandle, line N warning 20 MDC is set, and never removed",
                "OldServlet error 1 does not support async",
                "OldServlet.doGet, line N warning 25 on the request's thread it sleeps");
    }

    /** A later class file than Spring 5.2's reader knows. */
    @Test
    void readsClassesOfALaterJava() throws Exception {
        byte[] content = bytes("OldServlet");
        content[7] = 69;

        assertThat(examine("a.war", war("WEB-INF/classes/OldServlet.class", content))).hasSize(2);
    }

    @Test
    void findsAPageThatPolls() throws Exception {
        assertThat(examine("a.war", war("WEB-INF/a.jsp", "<html>\n<meta http-equiv=\"refresh\" content=5>".getBytes(UTF_8))))
                .hasSize(1).first().hasFieldOrPropertyWithValue("place", "line 2").hasFieldOrPropertyWithValue("link",
                        "docs/migration.md#trap-16");
    }

    @Test
    void findsSpringAndServletApiThatDoNotGoTogether() throws Exception {
        byte[] servlet = bytes("MendedServlet");

        assertThat(examine("a.war", war("WEB-INF/lib/spring-webmvc-6.0.1.jar", new byte[1], "WEB-INF/classes/A.class",
                servlet)))
                .extracting(Finding::getMessage).containsExactly("is written for javax.servlet, and this Spring for"
                        + " jakarta.servlet");
        assertThat(examine("a.war", war("WEB-INF/lib/spring-webmvc-5.3.30.jar", new byte[1], "WEB-INF/classes/A.class",
                servlet))).isEmpty();
    }

    @Test
    void saysOfAPartOfAWarThatItCannotBeRead() throws Exception {
        assertThat(examine("a.war", war("WEB-INF/a.xml", "<a>".getBytes(UTF_8), "WEB-INF/classes/A.class",
                "garbage".getBytes(UTF_8),
                "WEB-INF/classes/B.class", new byte[Budget.FILE + 1]))).singleElement().satisfies(each -> {
                    assertThat(each.getMessage()).contains("could not be read");
                    assertThat(each.getFile()).isEqualTo("WEB-INF/a.xml");
                    assertThat(each.getPlace()).contains("WEB-INF/classes/A.class", "WEB-INF/classes/B.class");
                });
    }

    /** A method whose code is said to have 2 GB: the reader would make room for it. */
    @Test
    void doesNotTrustTheLengthsInAClass() throws Exception {
        byte[] content = bytes("MendedServlet");
        int changed = 0;
        for (int at = 0; at < content.length - 12; at++) {
            byte[] code = {0, 0, 0, 5, 0x2a, (byte) 0xb7};
            boolean here = true;
            for (int i = 0; i < code.length; i++) {
                here &= content[at + i] == code[i];
            }
            if (here) {
                content[at] = 0x7f;
                changed++;
            }
        }
        assertThat(changed).isPositive();

        assertThat(examine("a.war", war("WEB-INF/classes/A.class", content))).extracting(Finding::getMessage)
                .containsExactly("this file could not be read, and was not looked at");
    }

    /** A length in a code, an attribute that is known or not, anything of four bytes: 2 GB, or back by some. */
    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 0x10000000, -8, -100})
    @Timeout(10)
    void trustsNoLengthAnywhereInAClass(int length) throws Exception {
        byte[] content = bytes("OldInterceptor");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int at = 10; at < content.length - 4; at++) {
            byte[] changed = content.clone();
            ByteBuffer.wrap(changed).putInt(at, length);
            long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            assertThat(examine("a.war", war("WEB-INF/classes/A.class", changed))).isNotNull();
            assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated).isLessThan(16_000_000);
        }
    }

    @Test
    void refusesWhatIsNoneOfItsFiles() {
        String nested = Stream.generate(() -> "<a>").limit(200).reduce("", String::concat);
        String many = "<beans>" + Stream.generate(() -> "<a/>").limit(20_001).reduce(new StringBuilder(),
                StringBuilder::append,
                StringBuilder::append) + "</beans>";
        for (String text : new String[] {"", "P", "text", "<a/>", "<web-app>", nested, many,
                "<!DOCTYPE beans [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><beans>&a;</beans>"}) {
            assertThatThrownBy(() -> examine("a.xml", text.getBytes(UTF_8))).as(text.substring(0, Math.min(40,
                    text.length())))
                    .isInstanceOf(InvalidValueException.class).hasMessageStartingWith("file: must be");
        }
    }

    /** Each entity is ten of the one before. */
    @Test
    void expandsNoEntity() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE beans [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 20; i++) {
            laughs.append("<!ENTITY a").append(i).append(" '");
            for (int times = 0; times < 10; times++) {
                laughs.append("&a").append(i - 1).append(';');
            }
            laughs.append("'>");
        }

        assertThatThrownBy(() -> examine("a.xml", laughs.append("]><beans>&a19;</beans>").toString().getBytes(UTF_8)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void loadsNothingFromElsewhere(@TempDir Path folder) throws Exception {
        Path dtd = Files.writeString(folder.resolve("a.dtd"), "<!ENTITY a 'secret'>");
        String xml = "<!DOCTYPE web-app SYSTEM '" + dtd.toUri()
                + "'><web-app version='3.0'><servlet><servlet-name>&a;</servlet-name></servlet></web-app>";

        assertThatThrownBy(() -> examine("web.xml", xml.getBytes(UTF_8))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refusesAnXmlThatIsTooLarge() {
        assertThatThrownBy(() -> examine("a.xml", new byte[Budget.FILE + 1])).isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void refusesAZipBomb() throws Exception {
        byte[] part = new byte[100 * 1024 * 1024];
        byte[] bomb = war("WEB-INF/lib/a.jar", part, "WEB-INF/b", part, "WEB-INF/c.xml", part, "d", part, "e", part, "f",
                part);
        assertThat(bomb).hasSizeLessThan(700_000);

        assertThatThrownBy(() -> examine("a.war", bomb)).isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void refusesAWarOfTooManyFiles() throws Exception {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= 20_000; i++) {
            many.put("WEB-INF/" + i, new byte[0]);
        }
        assertThatThrownBy(() -> examine("a.war", Archive.of(many))).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../web.xml", "WEB-INF/../../a", "WEB-INF/..", "/WEB-INF/web.xml", "WEB-INF\\..\\a"})
    void refusesAWarWhoseNamesLeadOut(String name) {
        assertThatThrownBy(() -> examine("a.war", war("WEB-INF/a", new byte[1], name, new byte[1])))
                .isInstanceOf(InvalidValueException.class).hasMessageContaining("stay within");
    }

    /** Wherever it is cut off, between two files too; what is missing might be what matters. */
    @Test
    void refusesAWarThatIsCutOff() throws Exception {
        byte[] whole = war("WEB-INF/a", new byte[100], "WEB-INF/b.xml", "<beans/>".getBytes(UTF_8));
        assertThat(examine("a.war", whole)).isEmpty();
        for (int length = 2; length < whole.length - 22; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> examine("a.war", part)).as("%d bytes", length)
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    /** A few bytes of a class are others: some sent its reader round in circles for 20 s. */
    @Test
    @Timeout(10)
    void survivesWhateverIsInAWar() throws Exception {
        byte[] type = bytes("OldController");
        Random random = new Random(1);
        for (int times = 0; times < 2_000; times++) {
            byte[] changed = type.clone();
            for (int i = 0; i < 3; i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertThat(examine("a.war", war("WEB-INF/classes/A.class", changed))).isNotNull();
        }
    }

    @Test
    void endsInTime() throws Exception {
        byte[] war = war("WEB-INF/a", new byte[100]);
        assertThatThrownBy(() -> Doctor.examine("a.war", new ByteArrayInputStream(war), 0, Locale.ENGLISH))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("in time");
    }

    @Test
    void showsNoControlCharacterOfAName() throws Exception {
        assertThat(examine("a\u001b[2J\u202e\n.xml", resource("old-server.xml"))).allSatisfy(each ->
                assertThat(each.getFile()).isEqualTo("a?[2J??.xml"));
    }

    /** The line of docs/doctor.md, as a shell reads it. */
    @ParameterizedTest
    @CsvSource({"old-web.xml, 1", "mended-web.xml, 0", "none.xml, 2"})
    void isACommandWhoseStatusTells(String file, int status) throws Exception {
        Matcher line = Pattern.compile("(?m)^    (java -cp .*\\.Doctor) FILE$")
                .matcher(Files.readString(Path.of("docs/doctor.md")));
        assertThat(line.find()).isTrue();

        Process command = new ProcessBuilder("sh", "-c", line.group(1).replace("java -cp", System.getProperty("java.home")
                + "/bin/java -cp")
                + " src/test/resources/doctor/" + file).redirectErrorStream(true).start();
        String said = StreamUtils.copyToString(command.getInputStream(), UTF_8);

        assertThat(command.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).as(said).isEqualTo(status);
        assertThat(said.isEmpty()).isEqualTo(status == 0);
        assertThat(said.contains("old-web.xml: line 1: error: web-app is of version 2.5")).isEqualTo(status == 1);
    }

    private static List<Finding> examine(String name, byte[] content) throws IOException {
        return Doctor.examine(name, new ByteArrayInputStream(content), 20_000, Locale.ENGLISH);
    }

    /** Place, severity, trap and the beginning of the message. */
    private static List<String> told(String file) throws IOException {
        return told(examine(file, resource(file)));
    }

    private static List<String> told(List<Finding> findings) {
        return findings.stream().map(each -> (each.getPlace().replaceAll(", line \\d+", ", line N") + " "
                + each.getSeverity() + " "
                + trap(each) + " " + each.getMessage()).trim()).collect(toList());
    }

    private static void assertBegin(List<String> told, String... beginnings) {
        assertThat(told).hasSize(beginnings.length);
        for (int i = 0; i < beginnings.length; i++) {
            assertThat(told.get(i)).startsWith(beginnings[i]);
        }
    }

    private static String trap(Finding finding) {
        return finding.getLink().replace("docs/migration.md#trap-", "");
    }

    private static List<String> toldOf(String... types) throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String type : types) {
            files.put("WEB-INF/classes/org/asyncshowcase/house/doctor/fixtures/" + type + ".class", bytes(type));
        }
        List<String> told = new ArrayList<>(told(examine("a.war", Archive.of(files))));
        told.sort(null);
        return told;
    }

    private static byte[] bytes(String type) throws IOException {
        return Files.readAllBytes(Path.of("target/test-classes/org/asyncshowcase/house/doctor/fixtures/" + type + ".class"));
    }

    private static byte[] resource(String file) throws IOException {
        return Files.readAllBytes(new File("src/test/resources/doctor/" + file).toPath());
    }

    private static byte[] war(Object... files) throws IOException {
        return Archive.of(files);
    }
}
