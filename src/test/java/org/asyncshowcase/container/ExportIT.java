package org.asyncshowcase.container;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Exports, however large: on a heap that could hold none of them. */
@Runs(on = On.NEW)
@WithApp({"-Devents.ticker.period=0", "-Xmx64m"})
class ExportIT {

    private static final int ROWS = 7_200_000;
    private static final long BYTES = 300_000_000;

    @Parameter
    App app;

    @Test
    void exports300MegabytesOnAHeapOf64() throws Exception {
        HttpResponse<InputStream> export = open("/export/rows.csv?rows=" + ROWS);
        assertThat(App.header(export, "Content-Disposition")).isEqualTo("attachment; filename=\"rows.csv\"");
        assertThat(App.header(export, "ETag")).isNull();

        long bytes = 0;
        byte[] buffer = new byte[64 * 1024];
        try (InputStream body = export.body()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
            }
        }

        assertThat(bytes).isGreaterThan(BYTES);
        assertThat(app.log()).doesNotContain("OutOfMemoryError", "SEVERE", "ERROR");
    }

    @Test
    void stopsSoonAfterTheClientHasLeft() throws Exception {
        HttpResponse<InputStream> reading = open("/export/rows.csv?rows=100000000");
        assertThat(reading.body().read()).isEqualTo('r');
        RawRequest notReading = RawRequest.send(app, "GET", "/export/rows.csv?rows=100000000");
        assertThat(notReading.readStatus()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(active()).isEqualTo(2));

        reading.body().close();
        notReading.close();

        // what does not notice it is given up after 20 s
        await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(active()).isZero());
        app.awaitParked(0);
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "Broken pipe", "Connection reset",
                "at org.asyncshowcase");
    }

    @Test
    void refusesRowsThatAreOutOfRange() throws Exception {
        for (String rows : new String[] {"-1", "100000001"}) {
            assertThat(assertProblem(app.get("/export/rows.csv?rows=" + rows), 400)).startsWith("rows: ");
        }
    }

    private HttpResponse<InputStream> open(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(app.request(path).build().uri()).build();
        HttpResponse<InputStream> response = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                .send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private int active() throws Exception {
        return app.status().get("executors").get("exports").get("active").asInt();
    }
}
