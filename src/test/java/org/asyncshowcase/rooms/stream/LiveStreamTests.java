package org.asyncshowcase.rooms.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The time limit tells a thread that is held from one that is not. */
@Timeout(20)
class LiveStreamTests {

    private final ThreadPoolTaskExecutor writers = new ThreadPoolTaskExecutor();
    private final List<Runnable> asked = new ArrayList<>();
    private final List<LiveStream> left = new CopyOnWriteArrayList<>();
    private final CountingFeed feed = new CountingFeed();
    private final RecordingEmitter client = new RecordingEmitter();

    @BeforeEach
    void startWriters() {
        writers.setCorePoolSize(4);
        // shutdown: when all is written that is to be written
        writers.setWaitForTasksToCompleteOnShutdown(true);
        writers.setAwaitTerminationSeconds(10);
        // as the application's own: what comes later is dropped
        writers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        writers.initialize();
    }

    @AfterEach
    void stopWriters() {
        client.readOn();
        writers.shutdown();
    }

    @Test
    void asksNoWriterWhereThereIsNothingToRead() {
        LiveStream stream = stream(asked::add);

        stream.wake();
        stream.wake();

        assertThat(asked).isEmpty();
    }

    @Test
    void asksNoWriterForWhatItsFilterPassesOver() {
        feed.passOver(0, 10);
        LiveStream stream = stream(asked::add);
        stream.wake();

        feed.add(10);
        stream.wake();
        assertThat(asked).isEmpty();

        feed.add(1);
        stream.wake();
        assertThat(asked).hasSize(1);
        asked.get(0).run();
        assertThat(client.text()).isEqualTo("10,");
    }

    @Test
    void asksOneWriterHoweverOftenItIsWoken() {
        LiveStream stream = stream(asked::add);
        stream.wake();

        for (int item = 0; item < 100; item++) {
            feed.add(1);
            stream.wake();
            stream.heartbeat();
        }

        assertThat(asked).hasSize(1);
    }

    @Test
    void writesEachItemOnceAndInOrderWithOneWriteInFlight() {
        LiveStream stream = stream(writers);
        stream.wake();

        IntStream.range(0, 2_000).parallel().forEach(each -> {
            feed.add(1);
            stream.wake();
        });

        String all = IntStream.range(0, 2_000).mapToObj(each -> each + ",").collect(Collectors.joining());
        await().untilAsserted(() -> assertThat(client.text()).isEqualTo(all));
    }

    @Test
    void holdsNoThreadThatBringsItemsWhileTheClientDoesNotRead() {
        LiveStream stream = blockedInAWrite();

        for (int item = 0; item < 100; item++) {
            feed.add(1);
            stream.wake();
        }
        stream.heartbeat();

        assertThat(client.isBeingWrittenTo()).isTrue();
        assertThat(writers.getActiveCount()).isEqualTo(1);
        client.readOn();
        await().untilAsserted(() -> assertThat(client.text()).startsWith("0,1,").endsWith("99,100,"));
    }

    @Test
    void isTooSlowWhenMoreThanTheOutboxComesDuringOneWrite() {
        LiveStream stream = blockedInAWrite();

        feed.add(10);
        assertThat(stream.isTooSlow(10)).isFalse();
        feed.add(1);
        assertThat(stream.isTooSlow(10)).isTrue();
    }

    @Test
    void isNotTooSlowOnceItHasReadOn() {
        LiveStream stream = blockedInAWrite();
        feed.add(11);

        client.readOn();

        await().untilAsserted(() -> assertThat(stream.isTooSlow(10)).isFalse());
    }

    /** Its writers are held by clients that do not read: that is not its fault. */
    @Test
    void isNotTooSlowWhileNoWriterIsFree() {
        LiveStream stream = stream(asked::add);
        feed.add(1);
        stream.wake();
        assertThat(asked).hasSize(1);

        feed.add(500);
        stream.wake();

        assertThat(stream.isTooSlow(10)).isFalse();
    }

    /** Its position is far behind: it has just come, and no write has waited for it. */
    @Test
    void isNotTooSlowForABacklogThatItAskedFor() {
        feed.add(500);
        client.stopReading();
        LiveStream resumed = stream(writers);

        resumed.wake();
        await().until(client::isBeingWrittenTo);

        assertThat(resumed.isTooSlow(10)).isFalse();
    }

    @Test
    void writesAHeartbeatOnlyWhenThereIsNothingElse() {
        LiveStream stream = stream(writers);
        feed.add(1);
        stream.heartbeat();
        stream.wake();
        await().until(() -> client.text().equals("0,"));

        stream.heartbeat();

        await().untilAsserted(() -> assertThat(client.text()).isEqualTo("0,~1"));
    }

    /** Else the place of a client that nothing is let through to would stand still. */
    @Test
    void namesThePlaceBehindWhatItsFilterPassesOverInAHeartbeat() {
        feed.passOver(0, 10);
        LiveStream stream = stream(Runnable::run);
        stream.wake();
        feed.add(10);
        stream.wake();

        stream.heartbeat();

        assertThat(client.text()).isEqualTo("~10");
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class})
    void touchesTheResponseNoMoreOnceTheClientHasLeft(Class<? extends Exception> how) throws Exception {
        LiveStream stream = stream(asked::add);
        stream.wake();
        client.leave(how.getConstructor(String.class).newInstance("gone"));
        feed.add(1);
        stream.wake();
        asked.remove(0).run();
        client.leave(null);

        feed.add(1);
        stream.wake();
        stream.heartbeat();
        stream.end();

        assertThat(asked).isEmpty();
        assertThat(client.text()).isEmpty();
        assertThat(client.completed).hasValue(0);
    }

    @Test
    void endsOnceAfterTheWriteThatIsInFlight() {
        LiveStream stream = blockedInAWrite();
        stream.end();
        feed.add(1);
        stream.end();
        assertThat(client.completed).hasValue(0);

        client.readOn();

        await().untilAsserted(() -> assertThat(client.completed).hasValue(1));
        stream.wake();
        stream.end();
        writers.shutdown();
        assertThat(client.text()).isEqualTo("0,");
        assertThat(client.completed).hasValue(1);
    }

    @Test
    void endsWithoutAWriteWhereItsWriterHasNotBegun() {
        LiveStream stream = stream(asked::add);
        feed.add(1);
        stream.wake();

        stream.end();

        assertThat(asked).hasSize(1);
        asked.get(0).run();
        assertThat(client.text()).isEmpty();
        assertThat(client.completed).hasValue(1);
    }

    /** The calling thread may be the timer's: completing could wait for a client. */
    @Test
    void isEndedByAWriterWhereNothingIsWritten() {
        LiveStream stream = stream(asked::add);
        stream.wake();

        stream.end();
        assertThat(client.completed).hasValue(0);

        asked.get(0).run();
        assertThat(client.completed).hasValue(1);
    }

    /** A request of which only the headers are wanted. */
    @Test
    void isEndedThoughItWasNeverOpen() {
        LiveStream stream = stream(Runnable::run);

        stream.end();
        stream.wake();

        assertThat(client.completed).hasValue(1);
        assertThat(client.text()).isEmpty();
    }

    @Test
    void neitherWritesNorCompletesOnceItsRequestIsOver() {
        LiveStream stream = stream(asked::add);
        feed.add(1);
        stream.wake();

        stream.close();
        asked.get(0).run();
        stream.wake();
        stream.heartbeat();
        stream.end();

        assertThat(asked).hasSize(1);
        assertThat(client.text()).isEmpty();
        assertThat(client.completed).hasValue(0);
    }

    private LiveStream stream(TaskExecutor writers) {
        return new LiveStream(client, feed, 0, writers, left::add);
    }

    private LiveStream blockedInAWrite() {
        LiveStream stream = stream(writers);
        client.stopReading();
        feed.add(1);
        stream.wake();
        await().until(client::isBeingWrittenTo);
        return stream;
    }
}
