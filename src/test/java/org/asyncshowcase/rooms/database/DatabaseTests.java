package org.asyncshowcase.rooms.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.asyncshowcase.RoomTest;
import org.asyncshowcase.guard.BoundedExecutor;
import org.asyncshowcase.rooms.example.Delay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

class DatabaseTests extends RoomTest {

    @Autowired
    private HikariDataSource dataSource;

    @Autowired
    private DatabaseFigures database;

    @Autowired @Qualifier("database")
    private BoundedExecutor executor;

    private final List<Connection> taken = new ArrayList<>();

    @BeforeEach
    void waitNotLong() {
        dataSource.setConnectionTimeout(250);
    }

    @AfterEach
    void giveBack() throws Exception {
        dataSource.setConnectionTimeout(1_000);
        for (Connection each : taken) {
            each.close();
        }
        await().until(() -> executor.getActiveCount() == 0 && database.figures().get("active") == 0);
    }

    @Test
    void answersFromAThreadOfTheDatabase() throws Exception {
        dispatch(start(get("/database/body?delay=1"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.pattern", is("database")))
                .andExpect(jsonPath("$.answer", is("the database answered after 1 ms")))
                .andExpect(jsonPath("$.workerThread", startsWith("database-")));
    }

    @Test
    void holdsTheRequestsThreadWhereItBlocks() throws Exception {
        mvc.perform(get("/database/blocking?delay=1")).andExpect(status().isOk())
                .andExpect(jsonPath("$.workerThread", is(Thread.currentThread().getName())));
    }

    @Test
    void rendersTheViewAfterTheDispatch() throws Exception {
        dispatch(start(get("/database/view?delay=1"))).andExpect(status().isOk()).andExpect(view().name("database/view"));
    }

    @Test
    void hasAsManyThreadsAsConnections() {
        assertThat(executor.getMaxPoolSize()).isEqualTo(dataSource.getMaximumPoolSize());
    }

    /** The least that HikariCP takes; {@code DatabaseIT} shows what it is for. */
    @Test
    void looksAtItsConnectionsEvery30Seconds() {
        assertThat(dataSource.getKeepaliveTime()).isEqualTo(30_000);
    }

    /** The connection is kept: HikariCP would close it, and the rollback would hide the time-out. */
    @Test
    void answers503WhenTheQueryIsLateAndKeepsItsConnection() throws Exception {
        take(1).forEach(DatabaseTests::close);
        int connections = dataSource.getHikariPoolMXBean().getTotalConnections();

        MvcResult late = start(get("/database/timeout?delay=0"));

        dispatch(late).andExpect(status().isServiceUnavailable()).andExpect(header().string("Retry-After", "5"))
                .andExpect(jsonPath("$.detail", containsString("the database does not answer")));
        assertThat((Throwable) late.getAsyncResult()).isInstanceOf(DatabaseUnavailableException.class)
                .hasRootCauseInstanceOf(SQLTimeoutException.class);
        assertThat(dataSource.getHikariPoolMXBean().getTotalConnections()).isEqualTo(connections);
    }

    /** Any of them, asynchronous or not; and the next request is answered, with no restart. */
    @ParameterizedTest
    @ValueSource(strings = {"/database/body", "/database/crowded", "/database/view"})
    void answers503WhenThereIsNoConnectionAndRecovers(String path) throws Exception {
        take(dataSource.getMaximumPoolSize());

        MvcResult refused = start(get(path + "?delay=0"));
        dispatch(refused).andExpect(status().isServiceUnavailable()).andExpect(header().string("Retry-After", "5"));
        assertThat((Throwable) refused.getAsyncResult())
                .hasStackTraceContaining(" - Connection is not available, request timed out after ");
        mvc.perform(get("/database/blocking?delay=0")).andExpect(status().isServiceUnavailable());
        mvc.perform(get("/database/lost")).andExpect(status().isServiceUnavailable());

        taken.forEach(DatabaseTests::close);
        dispatch(start(get(path + "?delay=0"))).andExpect(status().isOk());
    }

    @Test
    void answers400WhereTheDelayIsNoNumber() throws Exception {
        mvc.perform(get("/database/body?delay=x")).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("delay: ")));
    }

    /** Four more threads: four that wait for a connection, and no query more. */
    @Test
    void gainsNothingByMoreWorkersThanConnections() throws Exception {
        // so that all four wait at once on a busy machine too
        dataSource.setConnectionTimeout(2_000);
        take(dataSource.getMaximumPoolSize());
        List<MvcResult> crowd = new ArrayList<>();
        List<MvcResult> own = new ArrayList<>();
        for (int each = 0; each < 4; each++) {
            crowd.add(start(get("/database/crowded?delay=0")));
        }
        await().until(() -> database.figures().get("waiting") == 4);
        assertThat(database.figures().get("active")).isEqualTo(dataSource.getMaximumPoolSize());
        for (MvcResult each : crowd) {
            dispatch(each).andExpect(status().isServiceUnavailable());
        }
        taken.forEach(DatabaseTests::close);

        for (int each = 0; each < 4; each++) {
            own.add(start(get("/database/body?delay=800")));
        }
        await().until(() -> database.figures().get("active") == dataSource.getMaximumPoolSize());
        assertThat(database.figures().get("waiting")).isZero();
        for (MvcResult each : own) {
            dispatch(each).andExpect(status().isOk());
        }
    }

    /** However that came. The query's own time-out would take 3 s. */
    @Test
    void cancelsTheWatchedQueryAtTheEndOfItsRequest() throws Exception {
        MvcResult watched = start(get("/database/watched?delay=10000"));
        await().until(() -> database.figures().get("active") == 1);
        long ended = System.nanoTime();

        complete(watched);

        await().until(() -> database.figures().get("active") == 0);
        assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void losesTheTransactionOfTheRequestsThread() throws Exception {
        dispatch(start(get("/database/lost"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.requestTransaction", is(true)))
                .andExpect(jsonPath("$.workerTransaction", is(false)));
    }

    @Test
    void hasATransactionOfTheWorker(@Autowired SlowQuery query) {
        List<Boolean> active = new ArrayList<>();

        query.answer("any", Delay.valueOf("0"),
                statement -> active.add(TransactionSynchronizationManager.isActualTransactionActive()));

        assertThat(active).containsExactly(true);
    }

    private List<Connection> take(int connections) throws Exception {
        for (int each = 0; each < connections; each++) {
            taken.add(dataSource.getConnection());
        }
        return taken;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
