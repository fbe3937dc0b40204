package org.asyncshowcase.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;

import org.asyncshowcase.UnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(20)
class LiveStreamsTests {

    private static final int OUTBOX = 10;

    private final Heart heart = new Heart();
    private final ThreadPoolTaskExecutor writers = new ThreadPoolTaskExecutor();
    private final CountingFeed feed = new CountingFeed();
    private final RecordingEmitter first = new RecordingEmitter();
    private final RecordingEmitter second = new RecordingEmitter();
    private final Queue<String> writesFor = new ConcurrentLinkedQueue<>();
    private LiveStreams streams;

    @BeforeEach
    void start() {
        heart.initialize();
        writers.setCorePoolSize(4);
        // shutdown: when all is written that is to be written
        writers.setWaitForTasksToCompleteOnShutdown(true);
        writers.setAwaitTerminationSeconds(10);
        writers.initialize();
        streams = streams(600_000);
    }

    @AfterEach
    void stop() {
        first.readOn();
        second.readOn();
        writers.shutdown();
        heart.shutdown();
    }

    @Test
    void refusesWhoeverComesWhenAllPlacesAreTaken() {
        open(first);
        open(second);

        assertThatThrownBy(() -> open(new RecordingEmitter())).isInstanceOf(UnavailableException.class)
                .hasMessageContaining("too many");
        assertThat(streams.size()).isEqualTo(2);
    }

    @Test
    void releasesThePlaceAtCompletion() {
        open(first);
        open(second);

        first.containerCompletes();

        assertThat(streams.size()).isEqualTo(1);
        open(new RecordingEmitter());
        assertThat(streams.size()).isEqualTo(2);
    }

    @Test
    void bringsTheOthersWhatASlowReaderDoesNotTakeAndDropsIt() {
        open(first);
        open(second);
        await().until(() -> first.text().equals("!") && second.text().equals("!"));
        first.stopReading();

        for (int item = 0; item < OUTBOX + 2; item++) {
            bring();
            String last = item + ",";
            await().until(() -> second.text().endsWith(last) && first.isBeingWrittenTo());
        }

        assertThat(streams.getDropped()).isEqualTo(1);
        assertThat(streams.size()).isEqualTo(1);
        assertThat(second.text()).isEqualTo("!0,1,2,3,4,5,6,7,8,9,10,11,");
    }

    /** Its request still holds the container's buffers. */
    @Test
    void keepsThePlaceOfADroppedReaderUntilItIsCompleted() {
        dropFirst();
        open(second);
        assertThatThrownBy(() -> open(new RecordingEmitter())).isInstanceOf(UnavailableException.class);

        first.readOn();
        await().until(() -> first.completed.get() == 1);
        first.containerCompletes();

        open(new RecordingEmitter());
        assertThat(streams.size()).isEqualTo(2);
    }

    @Test
    void countsADroppedReaderOnce() {
        dropFirst();

        bring();
        bring();

        assertThat(streams.getDropped()).isEqualTo(1);
    }

    /** Trap 13. */
    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class})
    void goesOnWithTheOthersWhenOneHasLeft(Class<? extends Exception> how) throws Exception {
        open(first);
        open(second);
        await().until(() -> first.text().equals("!") && second.text().equals("!"));
        first.leave(how.getConstructor(String.class).newInstance("gone"));

        bring();
        bring();

        await().untilAsserted(() -> assertThat(second.text()).isEqualTo("!0,1,"));
        assertThat(first.completed).hasValue(0);
    }

    /** A container that does not tell of the end is told. */
    @Test
    void endsTheRequestOfAReaderOfWhichTheContainerDoesNotTell() {
        MockAsyncContext context = open(first);
        open(second);
        first.leave(new IOException("reset"));

        await().untilAsserted(() -> {
            heart.beat();
            assertThat(streams.size()).isEqualTo(1);
        });
        assertThat(context.getRequest().isAsyncStarted()).isFalse();

        open(new RecordingEmitter());
        first.containerCompletes();
        assertThatThrownBy(() -> open(new RecordingEmitter())).isInstanceOf(UnavailableException.class);
    }

    @Test
    void sendsEachOpenStreamAHeartbeat() {
        open(first);
        open(second);
        await().until(() -> first.text().equals("!") && second.text().equals("!"));

        heart.beat();

        await().untilAsserted(() -> assertThat(first.text() + second.text()).isEqualTo("!~!~"));
    }

    @Test
    void endsAStreamThatHasLivedLongEnough() throws Exception {
        streams = streams(0);
        open(first);
        await().until(() -> first.text().equals("!"));

        heart.beat();

        await().untilAsserted(() -> assertThat(first.completed).hasValue(1));
        assertThat(first.text()).isEqualTo("!");
        assertThat(streams.getDropped()).isZero();
    }

    @Test
    void refusesNewStreamsAndWritesNoMoreOnceTheApplicationStops() {
        open(first);
        await().until(() -> first.text().equals("!"));

        streams.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
        bring();
        writers.shutdown();

        assertThat(first.text()).isEqualTo("!");
        assertThat(heart.future.isCancelled()).isTrue();
        assertThatThrownBy(() -> open(second)).isInstanceOf(UnavailableException.class).hasMessageContaining("stops");
    }

    @Test
    void isNotHeldForLongAtAStopByAReaderThatDoesNotRead() {
        open(first);
        first.stopReading();
        bring();
        await().until(first::isBeingWrittenTo);
        long started = System.nanoTime();

        streams.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void writesInTheContextOfTheThreadThatOpenedTheStream() {
        open(first);
        await().until(() -> first.text().startsWith("!"));
        bring();
        await().until(() -> first.text().equals("!0,"));

        assertThat(writesFor).hasSizeGreaterThan(1).containsOnly(Thread.currentThread().getName());
    }

    private LiveStreams streams(int lifeMillis) {
        return new LiveStreams(heart, this::context, 2, OUTBOX, 1_000, lifeMillis);
    }

    private Executor context() {
        String opener = Thread.currentThread().getName();
        return write -> {
            writesFor.add(opener);
            write.run();
        };
    }

    private MockAsyncContext open(RecordingEmitter client) {
        MockHttpServletRequest request = request();
        LiveStream stream = new LiveStream(client, feed, new byte[] {'!'}, feed.end(), new byte[] {'~'}, writers);
        streams.open(stream, request);
        new FirstWrite().afterConcurrentHandlingStarted(request, new MockHttpServletResponse(), this);
        return (MockAsyncContext) request.getAsyncContext();
    }

    private static MockHttpServletRequest request() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAsyncSupported(true);
        request.startAsync();
        return request;
    }

    /** Trap 14, and whoever leaves before the first bytes would keep his place for ever. */
    @Test
    void writesNothingBeforeMvcHasTakenTheEmitterOver() {
        MockHttpServletRequest request = request();
        streams.open(new LiveStream(first, feed, new byte[] {'!'}, feed.end(), new byte[] {'~'}, Runnable::run), request);

        bring();
        heart.beat();

        assertThat(first.text()).isEmpty();
        new FirstWrite().afterConcurrentHandlingStarted(request, new MockHttpServletResponse(), this);
        assertThat(first.text()).isEqualTo("!0,");
    }

    private void bring() {
        feed.add(1);
        streams.itemCame();
    }

    private void dropFirst() {
        open(first);
        first.stopReading();
        bring();
        await().until(first::isBeingWrittenTo);
        feed.add(OUTBOX + 1);
        streams.itemCame();
        assertThat(streams.getDropped()).isEqualTo(1);
        assertThat(streams.size()).isZero();
    }

    /** A scheduler that runs its repeated task when the test says so, and everything else at once. */
    private static final class Heart extends ThreadPoolTaskScheduler {

        private Runnable task;
        private ScheduledFuture<?> future;

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay) {
            this.task = task;
            this.future = super.schedule(() -> { }, new Date(Long.MAX_VALUE / 2));
            return future;
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, Date time) {
            task.run();
            return null;
        }

        void beat() {
            task.run();
        }
    }
}
