package org.asyncshowcase.rooms.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.testing.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The same on a database that is a server, by settings alone. */
@ContextHierarchy(@ContextConfiguration(name = "appServlet"))
@TestPropertySource(properties = {"database.driver=org.postgresql.Driver", "database.user=postgres", "database.timeout=3",
        "database.query=SELECT pg_sleep(? / 1000.0)", "database.connections=1"})
class PostgresTests extends RoomTest {

    private static Postgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
    }

    @DynamicPropertySource
    static void url(DynamicPropertyRegistry properties) {
        properties.add("database.url", () -> postgres.url());
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void answers503WhileItIsAwayAndRecovers() throws Exception {
        dispatch(start(get("/database/body?delay=1"))).andExpect(status().isOk());

        postgres.kill();
        // its other processes see that a little later
        await().until(() -> statusOf("/database/body?delay=1") == 503);
        dispatch(start(get("/database/body?delay=1"))).andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "5"));

        postgres.restart();
        await().until(() -> statusOf("/database/body?delay=1") == 200);
    }

    private int statusOf(String path) throws Exception {
        return dispatch(start(get(path))).andReturn().getResponse().getStatus();
    }

    /** Spring 5.2 takes its error for a resource that fails, and not for a time-out. */
    @Test
    void answers503WhenTheQueryIsLate() throws Exception {
        MvcResult late = start(get("/database/timeout?delay=0"));

        dispatch(late).andExpect(status().isServiceUnavailable());
        assertThat((Throwable) late.getAsyncResult()).hasStackTraceContaining("canceling statement due to user request");
    }

    /** Again and again: what has not begun cannot be cancelled. Its own time-out would take 3 s. */
    @Test
    void endsAQueryThatIsCancelled(@Autowired SlowQuery query) {
        AtomicReference<Statement> running = new AtomicReference<>();
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> query.answer("any", Delay.valueOf("10000"), running::set));

        await().until(() -> running.get() != null);
        long begun = System.nanoTime();
        await().until(() -> {
            cancel(running.get());
            return answer.isDone();
        });

        assertThat(answer).isCompletedExceptionally();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    private static void cancel(Statement statement) throws SQLException {
        if (!statement.isClosed()) {
            statement.cancel();
        }
    }
}
