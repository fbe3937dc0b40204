package org.asyncshowcase.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;

import org.asyncshowcase.testing.Jdk;
import org.asyncshowcase.testing.Patience;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code mvn tomcat7:run} on a fresh copy of what it needs: what is seen after a clone. */
@Runs(on = On.OLD)
class TomcatRunIT {

    private static final Path COPY = Path.of("target/tomcat-run").toAbsolutePath();
    private static final Path LOG = Path.of("target/container-logs/TomcatRunIT.log").toAbsolutePath();

    private Process maven;

    @BeforeEach
    void run() throws IOException {
        FileSystemUtils.deleteRecursively(COPY);
        Files.createDirectories(COPY);
        Files.createDirectories(LOG.getParent());
        for (String file : List.of("pom.xml", "README.md", "README.ko.md", "README.zh.md")) {
            Files.copy(Path.of(file), COPY.resolve(file));
        }
        FileSystemUtils.copyRecursively(Path.of("src/main"), COPY.resolve("src/main"));
        String java = System.getProperty("java.home");
        ProcessBuilder command = new ProcessBuilder(System.getProperty("maven.home") + "/bin/mvn", "-B", "tomcat7:run",
                "-Dmaven.tomcat.port=0", "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        command.command().addAll(Jdk.arguments(Path.of(java)));
        command.environment().put("JAVA_HOME", java);
        maven = command.directory(COPY.toFile()).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        maven.destroy();
        if (!maven.waitFor(20, TimeUnit.SECONDS)) {
            maven.destroyForcibly();
        }
    }

    @Test
    void showsTheHomePageAndAQuote() throws Exception {
        await().atMost(Duration.ofMinutes(3)).failFast("Maven ended: " + LOG, () -> !maven.isAlive())
                .until(() -> Tomcat.PORT.matcher(log()).find());

        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(get("/").body()).contains("async-showcase");
        assertThat(get("/deferred/quotes").body()).contains("\"symbol\"");
        assertThat(get("/stream", "X-Forwarded-Proto", "https").body()).as("without a valve").doesNotContain("'https:");
        // the application finds its own port; the first call may take longer than a partner may
        await().untilAsserted(() ->
                assertThat(get("/reactive/client?delay=10").body()).contains("3 of 3 partners answered"));
        assertThat(log().substring(log().indexOf("tomcat7-maven-plugin"))).doesNotContain("WARN", "SEVERE", "ERROR");
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        Matcher port = Tomcat.PORT.matcher(log());
        assertThat(port.find()).isTrue();
        URI uri = URI.create("http://localhost:" + port.group(1) + "/async-showcase" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Patience.PATIENCE);
        return HttpClient.newHttpClient().send((headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    private static String log() {
        try {
            return Files.readString(LOG);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
