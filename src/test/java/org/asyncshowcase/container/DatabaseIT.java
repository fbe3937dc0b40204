package org.asyncshowcase.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The database is another process, and may be away; a client may be, too. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@ParameterizedClass(name = "{0}")
@MethodSource("apps")
class DatabaseIT {

    /** The port of the database, which listens only while a test wants it to. */
    private static final String PORT = freePort();

    @Parameter
    App app;

    private Process database;

    static Stream<App> apps() {
        return Runs.Here.containers(DatabaseIT.class).map(each -> App.start(each, "DatabaseIT",
                "-Ddatabase.url=jdbc:h2:tcp://localhost:" + PORT + "/mem:showcase;"
                + "INIT=CREATE ALIAS IF NOT EXISTS SLOW_ROW FOR 'org.asyncshowcase.rooms.database.SlowRow.pass'",
                "-Ddatabase.timeout=30", "-Dasync.timeout=20000"));
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The application starts without it. A time-out would take 20 s. Asked once a second: HikariCP looks at a connection
     * that was not in use for 500 ms.
     */
    @Test
    void answers503WhileTheDatabaseIsAwayAndRecovers() throws Exception {
        for (int each = 0; each < 2; each++) {
            assertThat(assertProblem(app.get("/database/body?delay=0"), 503)).startsWith("the database does not answer");
            assertProblem(app.get("/database/blocking?delay=0"), 503);
            assertThat(assertProblem(order(), 503)).startsWith("the database does not answer");

            startDatabase();
            awaitAnswer();
            assertThat(app.get("/database/blocking?delay=0").statusCode()).isEqualTo(200);
            await().pollInterval(Duration.ofSeconds(1)).until(() -> order().statusCode() == 200);

            stopDatabase();
        }
    }

    /** It takes the connection, and says nothing. A blocking request has no other time-out. */
    @Test
    void answers503WhileTheDatabaseIsSilent() throws Exception {
        try (ServerSocket silent = await().ignoreExceptions()
                .until(() -> new ServerSocket(Integer.parseInt(PORT)), ServerSocket::isBound)) {
            assertProblem(app.get("/database/blocking?delay=0"), 503);
            assertThat(silent.isClosed()).isFalse();
        }
    }

    /** Both queries take 10 s, and the plain one has begun first. */
    @Test
    void endsTheWatchedQueryOfAClientThatLeavesAndNoOther() throws Exception {
        startDatabase();
        awaitAnswer();
        awaitActive(0);
        try (RawRequest plain = RawRequest.send(app, "GET", "/database/body?delay=10000")) {
            awaitActive(1);
            try (RawRequest watched = RawRequest.send(app, "GET", "/database/watched?delay=10000")) {
                awaitActive(2);
            }
        }

        awaitActive(1);
        assertThat(app.get("/database/body?delay=0").statusCode()).as("by the connection that is free").isEqualTo(200);
        assertThat(active()).as("the plain query goes on").isEqualTo(1);
        awaitActive(0);
    }

    private HttpResponse<String> order() throws Exception {
        return app.post("/orders", App.FORM, "symbol=ACME&quantity=1&delay=0", App.JSON);
    }

    private void startDatabase() throws IOException {
        database = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Server.class.getName(), "-tcp", "-tcpPort", PORT, "-ifNotExists")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** As kill -9. */
    @AfterEach
    void stopDatabase() throws InterruptedException {
        if (database != null) {
            database.destroyForcibly().waitFor();
        }
    }

    private void awaitAnswer() {
        await().pollInterval(Duration.ofSeconds(1)).until(() -> {
            // its port may be that of another connection for a moment
            if (!database.isAlive()) {
                startDatabase();
            }
            return app.get("/database/body?delay=0").statusCode() == 200;
        });
    }

    private void awaitActive(int connections) {
        await().until(() -> active() == connections);
    }

    private int active() throws Exception {
        return app.status().get("executors").get("database").get("active").asInt();
    }
}
