package org.asyncshowcase.container;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.house.doctor.Archive;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.OldApplication;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertErrorPage;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The doctor, asked by its clients: of this application, of two others, and of what is sent to harm it. */
@Runs(on = On.NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Xmx256m", "-Dguard.capacity=200"})
class DoctorIT {

    private static final Path WARS = Path.of("target/wars");

    @Parameter
    App app;

    @AfterEach
    void leavesNoFile() throws IOException {
        await().untilAsserted(() -> assertThat(temporaryFiles()).isEmpty());
    }

    /** As many at once as there are workers, in a heap of 256 MB; what waits is a file. */
    @Test
    void examinesItsOwnWarManyTimesAtOnce() throws Exception {
        byte[] war = Files.readAllBytes(Tomcat.WAR);
        List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            responses.add(app.sendAsync(Multipart.post(app, "/doctor", "own.war", war)));
        }

        assertThat(responses).allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
        assertThat(app.warnings()).isEmpty();
    }

    /**
     * What blocks, for a time that is bounded, or is broken on purpose, and what the pages show of its XML; a JMS listener
     * has its thread for life, and no pool; the writers, whose queue is never full, drop what comes after their end; a
     * time-out of 1 ms that is meant so.
     */
    @Test
    void findsOfThisApplicationWhatIsThereOnPurpose() throws Exception {
        assertThat(found(Tomcat.WAR)).containsExactlyInAnyOrder(
                "WEB-INF/web.xml error 1", "WEB-INF/web.xml error 2",
                "WEB-INF/classes/org/asyncshowcase/web/BodyLimitFilter.class warning 5",
                "WEB-INF/classes/source/webapp/spring/rooms/textbook/mvc.xml error 3",
                "WEB-INF/classes/source/webapp/spring/rooms/textbook/breaks.xml warning 3",
                "WEB-INF/classes/source/webapp/spring/feed/broker.xml warning 3",
                "WEB-INF/classes/org/asyncshowcase/guard/WriterExecutor.class warning 3",
                "WEB-INF/classes/org/asyncshowcase/feed/amqp/AmqpQuoteSender.class warning 25",
                // one short transaction, which ends after 2 s
                "WEB-INF/classes/org/asyncshowcase/rooms/orders/OrderStore.class warning 25",
                "WEB-INF/classes/org/asyncshowcase/rooms/example/SlowWork.class warning 25",
                "WEB-INF/classes/org/asyncshowcase/rooms/blocking/ClientController.class warning 25");
    }

    @Test
    void findsWhatStandsInTheWayOfOldApplications() throws Exception {
        assertThat(found(WARS.resolve("jolokia-war-1.7.2.war"))).containsExactly("WEB-INF/web.xml error 1",
                "WEB-INF/web.xml warning 1");
        assertThat(found(WARS.resolve("activemq-web-demo-5.9.1.war")))
                .contains("WEB-INF/lib/spring-webmvc-3.2.5.RELEASE.jar warning 11",
                "WEB-INF/web.xml error 1", "WEB-INF/web.xml warning 1").hasSize(7);
    }

    /** All that was put there, but for the session's list and the report in memory: for these it has no rule. */
    @Test
    void findsTheHabitsOfTheOldApplicationAndWhatItsStepsLeave() throws Exception {
        OldApplication old = OldApplication.after(0);

        assertThat(found(old.war())).contains("import.jsp hint 16", "WEB-INF/web.xml error 1",
                "WEB-INF/web.xml warning 21",
                "WEB-INF/shop-servlet.xml error 3",
                "WEB-INF/shop-servlet.xml warning 23", "WEB-INF/shop-servlet.xml warning 6",
                "WEB-INF/lib/spring-webmvc-3.2.18.RELEASE.jar warning 11",
                        "WEB-INF/classes/shop/ImportController.class warning 3",
                "WEB-INF/classes/shop/ImportController.class warning 15",
                        "WEB-INF/classes/shop/CustomerController.class warning 25",
                "WEB-INF/classes/shop/OrderController.class warning 25",
                        "WEB-INF/classes/shop/ReportController.class warning 3",
                "WEB-INF/classes/shop/ReportController.class warning 25",
                        "WEB-INF/classes/shop/TimingInterceptor.class warning 17",
                "WEB-INF/classes/shop/TimingInterceptor.class warning 20",
                        "WEB-INF/classes/shop/UploadController.class warning 23",
                "WEB-INF/classes/shop/UserFilter.class warning 20");
        assertThat(found(old.serverXml())).containsExactly("server.xml warning 25");
        assertThat(found(OldApplication.after(OldApplication.steps().size()).war()))
                .containsExactlyInAnyOrder("WEB-INF/shop-servlet.xml warning 23", "WEB-INF/shop-servlet.xml warning 6",
                // the test's own, which shows what an open session does
                "WEB-INF/classes/shop/Probe.class warning 25", "WEB-INF/classes/shop/Probe.class warning 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "zh"})
    void showsEachFindingAsText(String language) throws Exception {
        byte[] xml = ("<web-app version='3.0'><servlet><servlet-name>&lt;script></servlet-name></servlet>"
                + "</web-app>").getBytes(UTF_8);

        HttpResponse<String> page = app.send(Multipart.post(app, "/doctor?lang=" + language, "<script>.xml", xml)
                .header("Accept", HTML));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("&lt;servlet&gt; &lt;script&gt;", "&lt;script&gt;.xml",
                "href=\"/async-showcase/docs/migration#trap-1\"").doesNotContain("<script>");
        assertThat(app.get("/doctor?lang=" + language, HTML).body()).contains("enctype=\"multipart/form-data\"")
                .doesNotContain("<section class=\"found");
    }

    @Test
    void namesTheLimitTheCommandAndTheWayBackWhereAFileIsTooLarge() throws Exception {
        HttpResponse<String> page = app.send(Multipart.post(app, "/doctor", "large.war", new byte[41 * 1024 * 1024])
                .header("Accept", HTML));

        assertErrorPage(page, 413);
        assertThat(page.body()).contains("limit of 40 MB", "org.asyncshowcase.house.doctor.Doctor FILE",
                "href=\"/async-showcase/doctor\">Back");
    }

    @Test
    void refusesWhatIsSentToHarmIt() throws Exception {
        byte[] zeros = new byte[100 * 1024 * 1024];

        assertProblem(post(Archive.of("WEB-INF/a", zeros, "WEB-INF/b.xml", zeros, "WEB-INF/lib/c.jar", zeros, "d", zeros,
                "e", zeros, "f", zeros)),
                413);
        assertProblem(post(Archive.of("WEB-INF/../../../a", new byte[1])), 400);
        assertProblem(post("<!DOCTYPE beans [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><beans>&a;</beans>".getBytes(UTF_8)),
                400);
        assertProblem(post("PK\3\4".getBytes(UTF_8)), 400);
        assertProblem(post("<a>".repeat(100_000).getBytes(UTF_8)), 400);
        assertProblem(post(("<beans>" + "<a/>".repeat(500_000)).getBytes(UTF_8)), 413);
        assertErrorPage(app.send(Multipart.post(app, "/doctor", "a", new byte[10]).header("Accept", HTML)), 400);

        assertThat(app.warnings()).isEmpty();
    }

    /** On the ERROR dispatch, too, where the body that cannot be parsed is looked at again. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "multipart/form-data|none",
            "multipart/form-data; boundary=b|--other",
            "multipart/form-data; boundary=b|--b\\r\\nContent-Disposition: form-data; name=file; filename=a\\r\\n\\r\\ncut"
                    + " off",
            "multipart/form-data; boundary=b|--b\\r\\nContent-Disposition: form-data; name=a\\r\\n\\r\\n1\\r\\n--b--\\r\\n"})
    void namesThePathThatWasRequestedWhereABodyIsNoUpload(String type, String body) throws Exception {
        String content = body.replace("\\r", "\r").replace("\\n", "\n");

        assertProblem(app.send(app.request("/doctor").header("Content-Type", type).POST(BodyPublishers.ofString(content))),
                400);
        assertProblem(app.send(app.request("/doctor?a=b").header("Content-Type",
                type).POST(BodyPublishers.ofString(content))), 400);
    }

    private HttpResponse<String> post(byte[] content) throws IOException, InterruptedException {
        return app.send(Multipart.post(app, "/doctor", "a", content));
    }

    /** File, severity and trap of each finding. */
    private List<String> found(Path war) throws IOException, InterruptedException {
        HttpResponse<String> response = app.send(Multipart.post(app, "/doctor", war.getFileName().toString(),
                Files.readAllBytes(war)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<String> found = new ArrayList<>();
        for (JsonNode finding : json(response).get("findings")) {
            assertThat(finding.fieldNames()).toIterable().containsExactly("file", "place", "severity", "message", "fix",
                    "link");
            found.add(finding.get("file").asText() + " " + finding.get("severity").asText() + " "
                    + finding.get("link").asText().replace("docs/migration.md#trap-", ""));
        }
        return found;
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(app.tomcat().base().resolve("temp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload_")).collect(toList());
        }
    }
}
