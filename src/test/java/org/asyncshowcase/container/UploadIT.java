package org.asyncshowcase.container;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trap 23: an upload is a file until its request is over, and none is left after that, however it ended. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dasync.timeout=1000",
        "-Dexecutors.mvc.threads=2", "-Dexecutors.mvc.queue=1"})
class UploadIT {

    private static final int BUSY_MILLIS = 3_000;

    @Parameter
    App app;

    @BeforeEach
    void findsAllWorkersFree() {
        awaitBusyWorkers(0);
    }

    @AfterEach
    void leavesNoTemporaryFile() {
        await().untilAsserted(() -> assertThat(temporaryFiles()).isEmpty());
    }

    @Test
    void tellsSizeAndHash() throws Exception {
        byte[] content = new byte[5_000_000];
        new Random(1).nextBytes(content);
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(content);

        HttpResponse<String> response = app.send(Multipart.upload(app, "five.bin", content));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("name").asText()).isEqualTo("five.bin");
        assertThat(json(response).get("size").asInt()).isEqualTo(5_000_000);
        assertThat(json(response).get("sha256").asText()).isEqualTo(String.format("%064x", new BigInteger(1, sha256)));
    }

    @Test
    void refusesAFileOverTheLimit() throws Exception {
        assertProblem(app.send(Multipart.uploadInChunks(app, "large", new byte[41 * 1024 * 1024])), 413);
    }

    /** As a loop would send them: 158,787 in 10 MB kept Tomcat 7 busy for 37 s. */
    @Test
    void refusesAnUploadOfManyParts() throws Exception {
        assertThat(app.send(Multipart.upload(app, "a", new byte[1], 9, "a")).statusCode()).isEqualTo(200);
        assertProblem(app.send(Multipart.upload(app, "a", new byte[1], 10, "a")), 400);
        assertProblem(app.send(Multipart.upload(app, "a", new byte[1], 150_000, "a")), 400);
    }

    /** Fields are read into memory. */
    @Test
    void refusesAnUploadOfLargeFields() throws Exception {
        HttpResponse<String> response = app.send(Multipart.upload(app, "a", new byte[1], 1, "a".repeat(1_000_000)));

        assertThat(assertProblem(response, 413)).contains("larger than the limit");
    }

    /** They are answered before the parts have come. */
    @ParameterizedTest
    @CsvSource({"POST,/nope,404", "POST,/quotes,415", "POST,/status?timeline=parts,405", "PUT,/callable/upload,405",
            "GET,/status,200"})
    void readsNoPartsWhereNobodyAsksForThem(String method, String path, int status) throws Exception {
        try (RawRequest request = RawRequest.send(app, method, path, "Content-Type: multipart/form-data; boundary=x",
                "Content-Length: 10000000")) {
            assertThat(request.readStatus()).isEqualTo(status);
        }
    }

    /** It waits in the queue; when a worker takes it, there is nobody to answer. */
    @Test
    void deletesTheFileOfAnUploadWhoseClientHasLeft() throws Exception {
        occupyWorkers(2);
        CompletableFuture<HttpResponse<String>> response = app.sendAsync(Multipart.upload(app, "a", new byte[100_000]));
        await().untilAsserted(() -> assertThat(temporaryFiles()).hasSize(1));

        response.cancel(true);

        awaitBusyWorkers(0);
        await().untilAsserted(() -> assertThat(temporaryFiles()).isEmpty());
    }

    @Test
    void answers503WhenTheQueueIsFull() throws Exception {
        occupyWorkers(3);

        assertProblem(app.send(Multipart.upload(app, "a", new byte[100_000])), 503);
    }

    /** Returns when so many Callables run or wait for a thread. One after the other: a queue of 1 takes no two at once. */
    private void occupyWorkers(int count) {
        for (int busy = 1; busy <= count; busy++) {
            app.sendAsync(app.request("/callable/body?delay=" + BUSY_MILLIS));
            awaitBusyWorkers(busy);
        }
    }

    private void awaitBusyWorkers(int count) {
        await().untilAsserted(() -> {
            JsonNode workers = app.status().get("executors").get("mvc");
            assertThat(workers.get("active").asInt() + workers.get("queued").asInt()).isEqualTo(count);
        });
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(app.tomcat().base())) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload_")).collect(Collectors.toList());
        }
    }
}
