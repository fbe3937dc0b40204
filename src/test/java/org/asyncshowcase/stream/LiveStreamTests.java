package org.asyncshowcase.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The time limit tells a thread that is held from one that is not. */
@Timeout(20)
class LiveStreamTests {

    private static final byte[] FIRST = {'!'};
    private static final byte[] HEARTBEAT = {'~'};

    private final ThreadPoolTaskExecutor writers = new ThreadPoolTaskExecutor();
    private final CountingFeed feed = new CountingFeed();
    private final RecordingEmitter client = new RecordingEmitter();
    private LiveStream stream;

    @BeforeEach
    void open() {
        writers.setCorePoolSize(4);
        // shutdown: when all is written that is to be written
        writers.setWaitForTasksToCompleteOnShutdown(true);
        writers.setAwaitTerminationSeconds(10);
        writers.initialize();
        stream = new LiveStream(client, feed, FIRST, 0, HEARTBEAT, writers);
    }

    @AfterEach
    void stopWriters() {
        client.readOn();
        writers.shutdown();
    }

    @Test
    void writesTheFirstBytesThoughNoItemHasCome() {
        stream.begin(null);

        assertThat(client.text()).isEqualTo("!");
    }

    @Test
    void isOverWhenTheFirstBytesCannotBeWritten() {
        client.leave(new IOException("gone"));

        stream.begin(null);

        assertThat(stream.close()).isTrue();
    }

    @Test
    void writesEachItemOnceAndInOrderWithOneWriteInFlight() {
        IntStream.range(0, 2_000).parallel().forEach(each -> {
            feed.add(1);
            stream.wake();
        });

        String all = IntStream.range(0, 2_000).mapToObj(each -> each + ",").collect(Collectors.joining());
        await().untilAsserted(() -> assertThat(client.text()).isEqualTo(all));
    }

    @Test
    void holdsNoThreadThatBringsItemsWhileTheClientDoesNotRead() {
        blockAWrite();

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
        blockAWrite();

        feed.add(10);
        assertThat(stream.isTooSlow(10)).isFalse();
        feed.add(1);
        assertThat(stream.isTooSlow(10)).isTrue();
    }

    @Test
    void isNotTooSlowOnceItHasReadOn() {
        blockAWrite();
        feed.add(11);

        client.readOn();

        await().untilAsserted(() -> assertThat(stream.isTooSlow(10)).isFalse());
    }

    /** Its position is far behind: it has just come, and no write has waited for it. */
    @Test
    void isNotTooSlowForABacklogThatItAskedFor() {
        feed.add(500);

        LiveStream resumed = new LiveStream(client, feed, FIRST, 0, HEARTBEAT, writers);

        assertThat(resumed.isTooSlow(10)).isFalse();
    }

    /** What the filter of a client passes over is read all the same. */
    @Test
    void isNotTooSlowWhenNothingMatchesItsFilter() {
        LiveStream filtered = new LiveStream(client, new Feed() {
            @Override
            public long end() {
                return feed.end();
            }

            @Override
            public long read(long from, ByteArrayOutputStream out) {
                return end();
            }
        }, FIRST, 0, HEARTBEAT, writers);
        for (int round = 0; round < 50; round++) {
            feed.add(10);
            filtered.wake();
            await().untilAsserted(() -> assertThat(filtered.isTooSlow(0)).isFalse());
        }

        assertThat(client.text()).isEmpty();
    }

    @Test
    void writesAHeartbeatOnlyWhenThereIsNothingElse() {
        stream.begin(null);
        feed.add(1);
        stream.heartbeat();
        await().until(() -> client.text().equals("!0,"));

        stream.heartbeat();

        await().untilAsserted(() -> assertThat(client.text()).isEqualTo("!0,~"));
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class})
    void touchesTheResponseNoMoreOnceTheClientHasLeft(Class<? extends Exception> how) throws Exception {
        stream.begin(null);
        client.leave(how.getConstructor(String.class).newInstance("gone"));
        feed.add(1);
        stream.wake();
        await().until(() -> writers.getThreadPoolExecutor().getCompletedTaskCount() == 1);
        client.leave(null);

        feed.add(1);
        stream.wake();
        stream.end();
        writers.shutdown();

        assertThat(client.text()).isEqualTo("!");
        assertThat(client.completed).hasValue(0);
    }

    @Test
    void endsOnceAfterTheWriteThatIsInFlight() {
        blockAWrite();
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
    void tellsThatAWriteIsStillInFlightWhenItIsClosed() {
        blockAWrite();

        assertThat(stream.close()).isFalse();
        client.readOn();
        await().until(stream::close);
        assertThat(client.completed).hasValue(0);
    }

    @Test
    void isOverWhenTheWritersHaveStopped() {
        LiveStream late = new LiveStream(client, feed, FIRST, 0, HEARTBEAT, task -> {
            throw new TaskRejectedException("stopped");
        });

        late.wake();

        assertThat(late.close()).isTrue();
    }

    private void blockAWrite() {
        client.stopReading();
        feed.add(1);
        stream.wake();
        await().until(client::isBeingWrittenTo);
    }
}
