package org.asyncshowcase.rooms.orders;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.testing.Postgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.server.ResponseStatusException;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** On H2 within, and on a server, through a pool as in store.xml. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"H2", "PostgreSQL"})
class OrderStoreTests {

    private static final int CLIENTS = 4;

    @Parameter
    String database;

    private static Postgres postgres;

    private HikariDataSource dataSource;
    private JdbcTemplate jdbc;
    private OrderStore store;

    @AfterAll
    static void stopServer() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.equals("H2") ? "jdbc:h2:mem:" + UUID.randomUUID() : emptyServer());
        config.setMaximumPoolSize(CLIENTS);
        config.setConnectionTimeout(1_000);
        config.setValidationTimeout(250);
        config.setInitializationFailTimeout(-1);
        dataSource = new HikariDataSource(config);
        // the first one may take longer
        Awaitility.await().ignoreExceptions().until(() -> giveBack(take()));
        jdbc = new JdbcTemplate(dataSource);
        store = store("first", 2);
    }

    private static String emptyServer() throws Exception {
        if (postgres == null) {
            postgres = Postgres.start();
        }
        try (Connection connection = DriverManager.getConnection(postgres.url())) {
            connection.createStatement().execute("DROP TABLE IF EXISTS outbox, orders");
        }
        return postgres.url();
    }

    @AfterEach
    void stop() {
        if (dataSource != null) {
            dataSource.close();
        }
    }

    @Test
    void keepsAnOrderUntilItIsConfirmedOnceAtThePriceOfTheFirstReply() {
        Order order = place("mine");
        assertThat(store.get(order.getId())).usingRecursiveComparison().isEqualTo(order);

        assertThat(store.confirm(order.getId(), new BigDecimal("1.50"))).get().extracting(Order::getStatus, Order::getPrice)
                .containsExactly("confirmed", new BigDecimal("1.50"));
        assertThat(store.confirm(order.getId(), BigDecimal.TEN)).get().extracting(Order::getPrice)
                .isEqualTo(new BigDecimal("1.50"));
        assertThat(store.unsent()).isEmpty();
    }

    @Test
    void keepsOnePriceThatIsNone() {
        Order order = place(null);
        store.confirm(order.getId(), null);

        assertThat(store.confirm(order.getId(), BigDecimal.TEN)).get().extracting(Order::getPrice).isNull();
    }

    @Test
    void confirmsNothingThatItDoesNotHold() {
        assertThat(store.confirm("00000000-0000-0000-0000-000000000000", BigDecimal.ONE)).isEmpty();
        assertThatThrownBy(() -> store.get("00000000-0000-0000-0000-000000000000")).hasMessageContaining("no such order");
        assertThatThrownBy(() -> store.get("\u0000")).hasMessageContaining("no such order");
    }

    @Test
    void sendsInTheOrderOfPlacingWhatIsNotMarkedSent() {
        Order first = place(null);
        Order second = place(null);
        assertThat(ids(store.unsent())).containsExactly(first.getId(), second.getId());

        store.markSent(first);

        assertThat(ids(store.unsent())).containsExactly(second.getId());
    }

    /** The broker may have lost it, or the reply. */
    @Test
    void sendsAgainWhatIsPendingForTenMinutes() {
        Order lost = place(null);
        store.markSent(lost);
        Order sent = place(null);
        store.markSent(sent);

        jdbc.update("UPDATE outbox SET sent_at = sent_at - ? WHERE order_id = ?", TimeUnit.MINUTES.toMillis(11),
                lost.getId());

        assertThat(ids(store.unsent())).containsExactly(lost.getId());
    }

    @Test
    void sendsWhatAnotherNodeHasLeftPending() {
        Order sent = place(null);
        store.markSent(sent);
        store.confirm(place(null).getId(), null);
        Order unsent = place(null);
        OrderStore second = store("second", 2);
        assertThat(second.unsent()).isEmpty();

        second.adopt();

        assertThat(ids(second.unsent())).containsExactly(sent.getId(), unsent.getId());
        assertThat(store.unsent()).isEmpty();
    }

    @Test
    void refusesAnOrderWhenTooManyArePendingAndKeepsNothingOfIt() {
        place(null);
        Order second = place("second");

        assertThatThrownBy(() -> place("third")).isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("too many orders are pending");

        assertThat(store.newest("ann", 9)).hasSize(2);
        assertThat(place("second").getId()).as("asked again").isEqualTo(second.getId());
        store.confirm(second.getId(), null);
        place("third");
    }

    @Test
    void dropsTheOldestThatIsConfirmed() {
        Order pending = place(null);
        Order oldest = place(null);
        store.confirm(oldest.getId(), null);
        Order newer = place(null);
        store.confirm(newer.getId(), null);

        store.trim();

        assertThat(ids(store.newest("ann", 9))).containsExactly(newer.getId(), pending.getId());
    }

    @Test
    void listsSoManyTheNewestFirst() {
        place(null);
        Order second = place(null);

        assertThat(ids(store.newest("ann", 1))).containsExactly(second.getId());
    }

    @Test
    void knowsAClientsKeyAgain() {
        Order order = place("mine");

        assertThat(place("mine").getId()).isEqualTo(order.getId());
        assertThat(store.newest("ann", 9)).hasSize(1);
        assertThatThrownBy(() -> store.place(Order.pending("ann", "ACME", "2", "mine", Delay.valueOf("0"))))
                .isInstanceOf(ResponseStatusException.class).hasMessageContaining("clientRef");
    }

    @Test
    void placesOneOrderWhereItsClientAsksSeveralTimesAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int round = 0; round < 2; round++) {
                String ref = "round-" + round;
                CyclicBarrier together = new CyclicBarrier(CLIENTS);
                List<CompletableFuture<Order>> placed = new ArrayList<>();
                IntStream.range(0, CLIENTS).forEach(each -> placed.add(CompletableFuture.supplyAsync(() -> {
                    await(together);
                    return place(ref);
                }, clients)));

                assertThat(placed.stream().map(each -> each.join().getId()).distinct()).hasSize(1);
            }
        } finally {
            clients.shutdown();
        }
        assertThat(store.newest("ann", 9)).hasSize(2);
    }

    /** That is what a full pool does too. */
    @Test
    void refusesWhileTheDatabaseIsAwayAndKeepsNothing() {
        Order before = place("before");
        List<Connection> taken = Stream.generate(this::take).limit(CLIENTS).collect(toList());

        for (Runnable each : List.<Runnable>of(() -> place("x"), () -> store.get(before.getId()),
                () -> store.newest("ann", 1))) {
            assertThatThrownBy(each::run).isInstanceOf(ResponseStatusException.class)
                    .hasMessageContaining("the database does not answer");
        }

        taken.forEach(OrderStoreTests::giveBack);
        assertThat(ids(store.newest("ann", 9))).containsExactly(before.getId());
    }

    private Connection take() {
        try {
            return dataSource.getConnection();
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static boolean giveBack(Connection connection) {
        try {
            connection.close();
            return true;
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    private OrderStore store(String node, int capacity) {
        return new OrderStore(dataSource, node, capacity);
    }

    private Order place(String clientRef) {
        return store.place(Order.pending("ann", "ACME", "1", clientRef, Delay.valueOf("0")));
    }

    private static List<String> ids(List<Order> orders) {
        return orders.stream().map(Order::getId).collect(toList());
    }
}
