package org.asyncshowcase.rooms.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;

import org.asyncshowcase.guard.ManualTimer;
import org.asyncshowcase.guard.MockClient;
import org.asyncshowcase.rooms.BareRoom;
import org.asyncshowcase.rooms.ParkedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;

/** Through MVC, to clients that read, do not read, or leave. The timer's thread is the test's. */
@Timeout(20)
class LiveStreamsTests {

    private static final int OUTBOX = 10;

    private final ManualTimer timer = new ManualTimer();
    private final ThreadPoolTaskExecutor writers = new ThreadPoolTaskExecutor();
    private final CountingFeed feed = new CountingFeed();
    private final MockClient first = new MockClient();
    private final MockClient second = new MockClient();
    private LiveStreams streams;
    private BareRoom room;

    @BeforeEach
    void start() {
        writers.setCorePoolSize(4);
        // shutdown: when all is written that is to be written
        writers.setWaitForTasksToCompleteOnShutdown(true);
        writers.setAwaitTerminationSeconds(10);
        // as the application's own: what comes later is dropped
        writers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        writers.initialize();
        build(writers, 600_000);
    }

    @AfterEach
    void stop() {
        first.readOn();
        second.readOn();
        writers.shutdown();
    }

    /** Trap 14: what is sent before MVC has taken the emitter over is held in memory without bound. */
    @Test
    void writesTheFirstBytesAtOnceAndTheItemsWhenOthersMayWrite() throws Exception {
        room.open(get("/"), first);
        bring();
        assertThat(first.text()).isEqualTo("!");

        timer.run();

        await().untilAsserted(() -> assertThat(first.text()).isEqualTo("!0,"));
    }

    @Test
    void looksAtNoStreamOnTheThreadThatBringsAnItem() throws Exception {
        open(first);

        for (int item = 0; item < 1_000; item++) {
            bring();
        }

        assertThat(timer.due()).hasSize(1);
        timer.run();
        await().untilAsserted(() -> assertThat(first.text()).endsWith(",999,"));
        bring();
        assertThat(timer.due()).as("the next item wakes again").hasSize(1);
    }

    @Test
    void wakesOnlyWhoHasSomethingToRead() throws Exception {
        List<Runnable> asked = new ArrayList<>();
        build(asked::add, 600_000);
        feed.passOver(0, 3);
        open(first);

        bring();
        bring();
        timer.run();
        assertThat(asked).isEmpty();

        feed.add(1);
        bring();
        timer.run();
        assertThat(asked).hasSize(1);
    }

    /** A line of the log is nothing to those who read quotes. */
    @Test
    void leavesThoseAloneWhoFollowAnotherFeed() throws Exception {
        open(first);
        feed.add(1);

        new LiveStreams(timer, writers, OUTBOX, 1_000, 1_000).itemCame();
        timer.run();
        writers.shutdown();

        assertThat(first.text()).isEqualTo("!");
    }

    @Test
    void bringsTheOthersWhatASlowReaderDoesNotTakeAndDropsIt() throws Exception {
        open(first);
        open(second);
        first.stopReading();

        for (int item = 0; item < OUTBOX + 2; item++) {
            bring();
            timer.run();
            String last = item + ",";
            await().until(() -> second.text().endsWith(last) && first.isBeingWrittenTo());
        }

        assertThat(streams.getDropped()).isEqualTo(1);
        assertThat(streams.size()).isEqualTo(1);
        assertThat(second.text()).isEqualTo("!0,1,2,3,4,5,6,7,8,9,10,11,");
    }

    @Test
    void dropsNobodyForWhomNoWriterIsFree() throws Exception {
        build(task -> { }, 600_000);
        open(first);

        for (int item = 0; item < 10 * OUTBOX; item++) {
            bring();
            timer.run();
        }

        assertThat(streams.getDropped()).isZero();
        assertThat(streams.size()).isEqualTo(1);
    }

    /** Its request still holds the container's buffers. */
    @Test
    void endsTheRequestOfADroppedReaderWhenItReadsOn() throws Exception {
        ParkedRequest dropped = dropFirst();
        assertThat(dropped.hasResult()).isFalse();

        first.readOn();

        await().until(dropped::hasResult);
        dropped.complete();
    }

    @Test
    void countsADroppedReaderOnce() throws Exception {
        dropFirst();

        bring();
        timer.run();
        bring();
        timer.run();

        assertThat(streams.getDropped()).isEqualTo(1);
    }

    /** Trap 13. */
    @Test
    void goesOnWithTheOthersWhenOneHasLeft() throws Exception {
        ParkedRequest left = open(first);
        open(second);
        first.leave();

        bring();
        timer.run();
        left.breakOff();
        bring();
        timer.run();

        await().untilAsserted(() -> assertThat(second.text()).isEqualTo("!0,1,"));
        assertThat(first.text()).isEqualTo("!");
        assertThat(streams.size()).isEqualTo(1);
    }

    @Test
    void forgetsAReaderWhoseRequestIsOver() throws Exception {
        ParkedRequest over = open(first);

        over.complete();

        assertThat(streams.size()).isZero();
    }

    @Test
    void forgetsAReaderThatLeftBeforeOthersMayWrite() throws Exception {
        ParkedRequest gone = room.open(get("/"), first);

        gone.breakOff();
        timer.run();

        assertThat(streams.size()).isZero();
    }

    @Test
    void forgetsAReaderWhoseRequestCouldNotBeParked() {
        room.refuse(get("/"));

        timer.run();

        assertThat(streams.size()).isZero();
    }

    @Test
    void sendsEachOpenStreamAHeartbeat() throws Exception {
        open(first);
        open(second);

        timer.beat();

        await().untilAsserted(() -> assertThat(first.text() + second.text()).isEqualTo("!~0!~0"));
    }

    @Test
    void endsAStreamThatHasLivedLongEnough() throws Exception {
        build(writers, 0);
        ParkedRequest old = open(first);

        timer.beat();

        await().until(old::hasResult);
        assertThat(first.text()).isEqualTo("!");
        assertThat(streams.getDropped()).isZero();
    }

    @Test
    void endsAtOnceWhereOnlyTheHeadersAreWanted() throws Exception {
        ParkedRequest head = room.open(head("/"), first);

        timer.run();

        await().until(head::hasResult);
        assertThat(streams.size()).isZero();
    }

    @Test
    void beatsNoMoreOnceTheApplicationStops() {
        assertThat(timer.isBeating()).isTrue();

        streams.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));

        assertThat(timer.isBeating()).isFalse();
    }

    private void build(TaskExecutor writers, int lifeMillis) {
        streams = new LiveStreams(timer, writers, OUTBOX, 1_000, lifeMillis);
        room = new BareRoom(new Streams());
    }

    private ParkedRequest open(MockClient client) throws Exception {
        ParkedRequest opened = room.open(get("/"), client);
        timer.run();
        return opened;
    }

    private void bring() {
        feed.add(1);
        streams.itemCame();
    }

    private ParkedRequest dropFirst() throws Exception {
        ParkedRequest opened = open(first);
        first.stopReading();
        bring();
        timer.run();
        await().until(first::isBeingWrittenTo);
        feed.add(OUTBOX + 1);
        streams.itemCame();
        timer.run();
        assertThat(streams.getDropped()).isEqualTo(1);
        assertThat(streams.size()).isZero();
        return opened;
    }

    /** A room as this one, whose feed is the test's. */
    @Controller
    private final class Streams {

        @GetMapping("/")
        ResponseBodyEmitter open(ServletWebRequest request) throws IOException {
            return streams.open(request, feed, new byte[] {'!'}, feed.end());
        }
    }
}
