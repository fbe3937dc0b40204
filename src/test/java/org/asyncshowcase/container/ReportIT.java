package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.EventStream;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Reports, the file and the log, as they come to a client. */
@Runs(on = On.EACH_TOMCAT)
@WithApp
class ReportIT {

    @Parameter
    App app;

    @Test
    void sendsEachLineOfAReportAsItIsMade() throws Exception {
        EventStream report = EventStream.open(app, "/report?steps=600&delay=100");
        // it takes 60 s: what has come has not waited for its end, in no filter's buffer
        await().untilAsserted(() -> assertThat(report.lines()).hasSizeGreaterThan(3));

        assertThat(report.lines().get(0)).isEqualTo("{\"percent\":0,\"step\":0,\"steps\":600,\"state\":\"working\"}");
        assertThat(App.header(report.response(), "Content-Type")).startsWith("application/x-ndjson");
        assertThat(report.response().headers().firstValue("ETag")).isEmpty();
        report.close();
        awaitIdle("writers");
    }

    @Test
    void endsAReportAtAHundredPercent() throws Exception {
        EventStream report = EventStream.open(app, "/report?steps=3&delay=10");

        report.awaitRegularEnd();

        assertThat(report.lines().stream().map(line -> line.replaceAll("\\D*(\\d+).*", "$1")).collect(Collectors.toList()))
                .containsExactly("0", "33", "66", "100");
        assertThat(report.lines().get(3)).endsWith("\"state\":\"done\"}");
    }

    @Test
    void tellsInTheLastLineThatAReportFailed() throws Exception {
        EventStream report = EventStream.open(app, "/report?steps=3&delay=10&failAt=2");

        report.awaitRegularEnd();

        assertThat(report.lines()).hasSize(3);
        assertThat(report.lines().get(2)).endsWith("\"state\":\"failed\"}");
    }

    @Test
    void freesTheWriterWhenAClientLeavesItsReport() throws Exception {
        EventStream reading = EventStream.open(app, "/report?steps=600&delay=100");
        RawRequest gone = RawRequest.send(app, "GET", "/report?steps=600&delay=100");
        assertThat(gone.readStatus()).isEqualTo(200);

        reading.close();
        gone.close();

        awaitIdle("writers");
        app.awaitParked(0);
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "Broken pipe", "Connection reset",
                "at org.asyncshowcase");
    }

    @Test
    void sendsTheFileWithItsLengthAndNoETagAsItIsNotHeldBack() throws Exception {
        HttpResponse<String> streamed = app.get("/export/file");
        HttpResponse<String> blocking = app.get("/blocking/file");

        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(streamed.body()).isEqualTo(blocking.body()).isNotEmpty();
        assertThat(App.header(streamed, "Content-Length")).isEqualTo(App.header(blocking, "Content-Length"))
                .isEqualTo(String.valueOf(streamed.body().getBytes("UTF-8").length));
        assertThat(App.header(streamed, "ETag")).isNull();
        assertThat(App.header(blocking, "ETag")).isNull();
    }

    @Test
    void followsTheLogAndLetsNobodyForgeALine() throws Exception {
        EventStream log = EventStream.open(app, "/stream/log");
        assertThat(App.header(log.response(), "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(App.header(log.response(), "X-Accel-Buffering")).isEqualTo("no");
        assertThat(App.header(log.response(), "Cache-Control")).isEqualTo("no-cache");

        String forged = "%0D%0A12:00:00.000%20ERROR%20forged%0D%0A";
        app.get("/callable/error;" + forged + "?delay=0");
        app.get("/export/rows.csv?rows=" + forged);
        app.send(app.request("/stream/quotes?symbol=" + forged).header("Last-Event-ID", "x"));
        app.get("/callable/error;marker?delay=0");

        await().untilAsserted(() -> assertThat(log.lines())
                .anyMatch(line -> line.contains("/callable/error;marker failed")));
        assertThat(log.lines().stream().filter(line -> !line.isEmpty()))
                .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]+ +\\[.*"))
                .noneMatch(line -> line.startsWith("12:00:00.000 ERROR"));
        log.close();
        await().untilAsserted(() -> assertThat(app.status().get("streams").asInt()).isZero());
    }

    private void awaitIdle(String executor) {
        await().untilAsserted(() -> assertThat(
                app.status().get("executors").get(executor).get("active").asInt()).isZero());
    }
}
