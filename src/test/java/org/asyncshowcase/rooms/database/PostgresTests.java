package org.asyncshowcase.rooms.database;

import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The query on a database that is a server, through a pool that is set as in database.xml. */
class PostgresTests {

    private final AtomicReference<Statement> running = new AtomicReference<>();
    private Postgres postgres;
    private HikariDataSource dataSource;
    private TransactionTemplate transaction;
    private JdbcTemplate jdbc;
    private SlowQuery query;

    @BeforeEach
    void start() throws Exception {
        postgres = Postgres.start();
        HikariConfig config = new HikariConfig();
        config.setDriverClassName("org.postgresql.Driver");
        config.setJdbcUrl(postgres.url());
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(1_000);
        config.setValidationTimeout(250);
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverrideClassName(KeepOnTimeout.class.getName());
        dataSource = new HikariDataSource(config);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        jdbc = new JdbcTemplate(dataSource);
        jdbc.setQueryTimeout(3);
        query = new SlowQuery(jdbc, "SELECT pg_sleep(? / 1000.0)");
    }

    @AfterEach
    void stop() throws Exception {
        if (postgres != null) {
            dataSource.close();
            postgres.close();
        }
    }

    @Test
    void isUnavailableWhileItIsAwayAndRecovers() throws Exception {
        await().until(this::answers);

        postgres.kill();
        await().until(() -> !answers());

        postgres.restart();
        await().until(this::answers);
    }

    /** Spring 5.2 takes its error for a resource that fails, and not for a time-out. */
    @Test
    void isUnavailableWhenTheQueryIsLate() {
        await().until(this::answers);

        assertThatThrownBy(() -> ask("10000")).isInstanceOf(DatabaseUnavailableException.class)
                .hasStackTraceContaining("canceling statement due to user request");
    }

    /** Once the server runs it: the driver cancels a statement once, and not again where that came too early. */
    @Test
    void endsAQueryThatIsCancelled() throws Exception {
        jdbc.setQueryTimeout(600);
        await().until(this::answers);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> ask("10000"));
        await().until(() -> new JdbcTemplate(dataSource).queryForObject("SELECT COUNT(*) FROM pg_stat_activity "
                + "WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'", Integer.class) == 1);

        running.get().cancel();

        await().until(answer::isDone);

        assertThat(answer).isCompletedExceptionally();
    }

    private boolean answers() {
        try {
            return ask("1").getOutcome().equals("value");
        } catch (DatabaseUnavailableException ex) {
            return false;
        }
    }

    private Answer ask(String delay) {
        return DatabaseUnavailableException.unless(() ->
                transaction.execute(status -> query.answer("any", Delay.valueOf(delay), running::set)));
    }
}
