package org.asyncshowcase.house.lifecycle;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import javax.servlet.DispatcherType;
import javax.servlet.Filter;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

class TimelineTests {

    private final Timelines timelines = new Timelines(kinds(), 2);
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/callable/body");

    @Test
    void addsUpHowLongTheContainersThreadsWereHeld() throws Exception {
        Timeline timeline = timelines.begin("a", request);
        dispatch(timeline, DispatcherType.REQUEST);
        inThread("mvc-1", () -> timeline.record(Runnable.class, "work"));
        inThread("http-2", () -> dispatch(timeline, DispatcherType.ASYNC));
        timeline.complete(200);

        TimelineView view = timeline.view();
        long firstHeld = view.events.get(1).at - view.events.get(0).at;
        long secondHeld = view.events.get(4).at - view.events.get(3).at;
        assertThat(view.containerHeldMicros).isEqualTo(firstHeld + secondHeld);
        assertThat(view.totalMicros).isGreaterThanOrEqualTo(view.events.get(4).at);
        assertThat(view.parkedMicros).isEqualTo(view.totalMicros - firstHeld - secondHeld);
        assertThat(view.dispatches).isEqualTo(2);
        assertThat(view.threads).isEqualTo(3);
    }

    @Test
    void doesNotCountWorkThatOutlivesItsRequest() throws Exception {
        Timeline timeline = timelines.begin("a", request);
        dispatch(timeline, DispatcherType.REQUEST);
        timeline.complete(200);
        TimelineView atTheEnd = timeline.view();

        inThread("mvc-1", () -> timeline.record(Runnable.class, "work"));

        assertThat(timeline.view().totalMicros).isEqualTo(atTheEnd.totalMicros);
        assertThat(timeline.view().events).hasSize(3);
    }

    @Test
    void seesAThreadLeaveAlsoBeyondTheBound() {
        Timeline timeline = timelines.begin("a", request);
        timeline.enter(Filter.class, TimelineFilter.ENTERED, DispatcherType.REQUEST);
        for (int i = 0; i < 1_500; i++) {
            timeline.record(Runnable.class, "work");
        }
        timeline.leave();

        assertThat(timeline.view().events).hasSize(1_001).last().extracting("name").isEqualTo(TimelineFilter.LEFT);
    }

    @Test
    void tellsWhenAWriteBeginsAndEnds() throws Exception {
        Timeline timeline = timelines.begin("a", request);
        dispatch(timeline, DispatcherType.REQUEST);

        inThread("writers-1", () -> write(timeline));
        inThread("writers-2", timeline::beginWrite);

        assertThat(timeline.view().events).extracting("name").containsExactly(
                TimelineFilter.ENTERED, TimelineFilter.LEFT, "write", "writeReturned", "write");
        assertThat(timeline.view().events).extracting("thread").endsWith("writers-1", "writers-1", "writers-2");
    }

    /** A line is sent as several parts. */
    @Test
    void takesPartsThatAreWrittenInARowForOne() {
        Timeline timeline = timelines.begin("a", request);
        dispatch(timeline, DispatcherType.REQUEST);
        long before = micros(timeline);

        for (int part = 0; part < 200; part++) {
            write(timeline);
        }

        List<TimelineEvent> events = timeline.view().events;
        assertThat(events).hasSizeLessThan(100);
        assertThat(events.get(2).name).isEqualTo("write");
        assertThat(events.get(events.size() - 1).name).isEqualTo("writeReturned");
        assertThat(events.get(events.size() - 1).at).isBetween(before, micros(timeline));
    }

    /** An end without its beginning would be taken for something else's. */
    @Test
    void tellsBothEndsOfAWriteOrNoneBeyondTheBound() {
        Timeline timeline = timelines.begin("a", request);
        dispatch(timeline, DispatcherType.REQUEST);
        for (int i = 0; i < 1_500; i++) {
            write(timeline);
            timeline.record(Runnable.class, "work");
        }

        List<String> names = timeline.view().events.stream().map(event -> event.name).collect(toList());
        assertThat(names).hasSizeBetween(1_000, 1_001);
        assertThat(Collections.frequency(names, "write")).isEqualTo(Collections.frequency(names, "writeReturned"));
    }

    private static void write(Timeline timeline) {
        timeline.beginWrite();
        timeline.endWrite();
    }

    private static long micros(Timeline timeline) {
        return timeline.view().totalMicros;
    }

    @Test
    void countsAThreadAsHeldUntilItLeaves() {
        Timeline timeline = timelines.begin("a", request);
        timeline.enter(Filter.class, TimelineFilter.ENTERED, DispatcherType.REQUEST);

        TimelineView view = timeline.view();

        assertThat(view.complete).isFalse();
        assertThat(view.containerHeldMicros).isEqualTo(view.totalMicros - view.events.get(0).at);
    }

    @Test
    void tellsTheKindsOfThreadsApart() throws Exception {
        Timeline timeline = timelines.begin("a", request);
        dispatch(timeline, DispatcherType.REQUEST);
        for (String name : new String[] {"mvc-1", "jms-1", "unheard-of"}) {
            inThread(name, () -> timeline.record(Runnable.class, "work"));
        }

        assertThat(timeline.view().events).extracting(event -> event.kind)
                .containsExactly("container", "container", "executor", "jms", "other");
        assertThat(timeline.view().events).extracting(event -> event.dispatcher)
                .containsExactly("REQUEST", "REQUEST", null, null, null);
    }

    @Test
    void dropsTheOldestAndReplacesAnIdThatIsUsedAgain() {
        Timeline first = timelines.begin("a", request);
        timelines.begin("b", request);
        Timeline again = timelines.begin("a", request);
        timelines.begin("c", request);

        assertThat(timelines.ids()).containsExactly("c", "a");
        assertThat(timelines.get("a")).isSameAs(again).isNotSameAs(first);
        assertThat(timelines.get("b")).isNull();
    }

    /** Each thread sees its own events in order, none is lost, and no event is earlier than the one before it. */
    @Test
    void takesEventsFromManyThreadsAtOnce() throws Exception {
        Timeline timeline = timelines.begin("a", request);
        CountDownLatch together = new CountDownLatch(1);
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                await(together);
                for (int n = 0; n < 100; n++) {
                    timeline.record(Runnable.class, "work");
                    timeline.view();
                }
            }, "mvc-" + i);
            threads[i].start();
        }
        together.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(timeline.view().events).hasSize(800).extracting(event -> event.at).isSorted();
        assertThat(timeline.view().threads).isEqualTo(8);
    }

    @Test
    void stopsAtABound() {
        Timeline timeline = timelines.begin("a", request);
        for (int i = 0; i < 1_500; i++) {
            timeline.record(Runnable.class, "work");
        }

        assertThat(timeline.view().events).hasSize(1_000);
    }

    private static void dispatch(Timeline timeline, DispatcherType type) {
        timeline.enter(Filter.class, TimelineFilter.ENTERED, type);
        timeline.leave();
    }

    private static void inThread(String name, Runnable work) throws InterruptedException {
        Thread thread = new Thread(work, name);
        thread.start();
        thread.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadKinds kinds() {
        Map<String, String> kinds = new HashMap<>();
        kinds.put("mvc-", "executor");
        kinds.put("jms-", "jms");
        return new ThreadKinds(kinds);
    }
}
