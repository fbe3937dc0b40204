package org.asyncshowcase.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Patience;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/** A file that Tomcat's sendfile copies. That its bytes and its length are right is asserted by ReportIT, on each Tomcat. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dexport.file=file:${catalina.base}/temp/sent.txt"})
class SentByTheContainerIT {

    /** More than the buffers of a client that does not read hold. */
    private static final int BYTES = 16_000_000;

    @Parameter
    App app;

    @Test
    void holdsNoThreadForAClientThatDoesNotReadAndSendsAllOfAFileThatIsDeletedMeanwhile() throws Exception {
        Path file = app.tomcat().base().resolve("temp/sent.txt");
        byte[] text = new byte[BYTES];
        Arrays.fill(text, (byte) '.');
        byte[] end = "the end".getBytes(US_ASCII);
        System.arraycopy(end, 0, text, BYTES - end.length, end.length);
        Files.write(file, text);

        RawRequest client = RawRequest.stalled(app, "/export/file", "Connection: close");
        assertThat(client.readStatus()).isEqualTo(200);

        app.awaitParked(0);
        assertThat(app.status().get("executors").get("exports").get("active").asInt()).isZero();
        Files.delete(file);
        CompletableFuture<String> rest = client.drain();
        assertThat(rest.get(Patience.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).endsWith("the end");
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ");
    }

    @Test
    void forgetsAClientThatLeaves() throws Exception {
        Path file = app.tomcat().base().resolve("temp/sent.txt");
        Files.write(file, new byte[BYTES]);
        RawRequest client = RawRequest.stalled(app, "/export/file");
        assertThat(client.readStatus()).isEqualTo(200);

        client.close();

        app.awaitParked(0);
        assertThat(app.get("/status").statusCode()).isEqualTo(200);
        assertThat(app.log()).doesNotContain("SEVERE", " ERROR ", "Broken pipe", "Connection reset", "at org.asyncshowcase");
    }
}
