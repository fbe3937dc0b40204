package org.asyncshowcase.rooms.reactive;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.partners.ClientContract;
import org.asyncshowcase.rooms.example.partners.PartnerAnswers;
import org.asyncshowcase.rooms.example.partners.PartnerCalls;
import org.asyncshowcase.rooms.example.partners.PartnerStub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ClientTests extends ClientContract {

    private static final ClientConnections connections = new ClientConnections(10, 2);
    private static final ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
    private static final Scheduler timer = Schedulers.fromExecutorService(threads);

    /** Those of a room that an earlier test has started. */
    private static final Set<Thread> others = Thread.getAllStackTraces().keySet();

    @BeforeAll
    static void open() {
        connections.afterPropertiesSet();
    }

    @AfterAll
    static void close() {
        connections.destroy();
        threads.shutdownNow();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(each -> !others.contains(each))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("client-") || name.startsWith("globalEventExecutor")));
    }

    @Override
    protected PartnerAnswers ask(PartnerCalls calls, int timeoutMillis, Delay delay, Set<String> late) {
        return new ClientController(calls, connections.client(timeoutMillis), timer, timeoutMillis)
                .client(delay, Collections.emptySet(), late).block(Duration.ofSeconds(20));
    }

    @Test
    void asksAllAtOnce() throws IOException {
        partners = new PartnerStub(200, "{\"answer\":\"42\"}");

        ask(partners.calls(TIMEOUT_MILLIS), TIMEOUT_MILLIS, Delay.valueOf("2000"), Collections.emptySet());

        assertThat(partners.mostAtOnce()).isEqualTo(3);
    }

    @Test
    void takesNoAnswerWithoutEnd() throws IOException {
        partners = new PartnerStub(200, "{\"answer\":\"" + "4".repeat(1_000_000) + "\"}");

        assertThatThrownBy(() -> ask(partners.calls(TIMEOUT_MILLIS), TIMEOUT_MILLIS,
                Delay.valueOf("4"), Collections.emptySet())).hasMessageContaining("price: no usable answer");
    }
}
