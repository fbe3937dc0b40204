package org.asyncshowcase.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A result, a time-out, a failure and a stop in every order of their steps: the request is answered once, and told of its
 * end once. The container's steps have a thread of their own, which may wait for the others.
 */
class InterleavingTests {

    private static final long FAR_MILLIS = 60_000;

    private static volatile Thread containersThread;
    private static ExecutorService containers;

    /** A step of one of those who act; it does nothing where it comes too late, as they do. */
    private interface Step {
        void run() throws Exception;
    }

    /** All that acts on one request. */
    private static final class Play {

        private final GuardFilter filter = MockRequest.filter();
        private final FakeContainer container = new FakeContainer(filter);
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final WebAsyncManager manager = WebAsyncUtils.getAsyncManager(container.request());
        private final AsyncContext context;
        private final HeldRequest held;
        private volatile boolean deferredIsSet;
        private boolean workerWins;
        private Future<?> work = CompletableFuture.completedFuture(null);

        Play(long timeoutMillis) throws Exception {
            ReflectionTestUtils.setField(manager, "concurrentResultContext", new Object[0]);
            context = container.park(new ToldListener(told) {
                @Override
                public void onTimeout(AsyncEvent event) {
                    told.add("timeout");
                    setAndDispatch();
                }

                @Override
                public void onError(AsyncEvent event) {
                    told.add("error");
                    setAndDispatch();
                }
            }, timeoutMillis);
            held = GuardFilter.of(container.request());
        }

        /** As DeferredResult and DeferredResultInterceptorChain: whoever comes second leaves it to the first. */
        private boolean setDeferred() {
            boolean first = !deferredIsSet;
            deferredIsSet = true;
            return first;
        }

        private void setAndDispatch() {
            if (setDeferred() && setResult()) {
                dispatch();
            }
        }

        /** As WebAsyncManager.setConcurrentResultAndDispatch. */
        private boolean setResult() {
            if (manager.hasConcurrentResult()) {
                return false;
            }
            ReflectionTestUtils.setField(manager, "concurrentResult", "result");
            return true;
        }

        private void dispatch() {
            try {
                context.dispatch();
            } catch (IllegalStateException ex) {
                told.add("refused by the container");
            }
        }

        List<Step> steps(String actor) {
            switch (actor) {
                case "result":
                    return List.of(() -> workerWins = setDeferred(), () -> workerWins = workerWins && setResult(), () -> {
                        if (workerWins) {
                            dispatch();
                        }
                    });
                case "timeout":
                    return List.of(containers(container::timeOutBegins), containers(container::timeOutGoesOn),
                            containers(container::work));
                case "failure":
                    return List.of(containers(container::failureBegins), containers(container::failureGoesOn),
                            containers(container::work));
                case "stop":
                    return List.of(() -> filter.ending.giveUp(held), held.response::close,
                            () -> filter.ending.answerTimeout(held));
                default:
                    throw new IllegalArgumentException(actor);
            }
        }

        private Step containers(Step step) {
            return () -> work = containers.submit(() -> {
                step.run();
                return null;
            });
        }

        /** Until the container's thread has done what it was given, or waits for a result that is on its way. */
        void settle() throws Exception {
            while (!work.isDone() && !isWaiting()) {
                Thread.onSpinWait();
            }
            if (work.isDone()) {
                work.get();
            }
        }

        private boolean isWaiting() {
            return held.phase == Phase.TIMED_OUT && held.late == null
                    && containersThread.getState() == Thread.State.TIMED_WAITING;
        }

        void end() throws Exception {
            for (int again = 0; again < 3; again++) {
                containers(container::work).run();
                work.get();
                filter.sweep(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos((again + 1) * (FAR_MILLIS + 20_000)));
            }
        }
    }

    @BeforeAll
    static void startContainersThread() {
        containers = Executors.newSingleThreadExecutor(task -> {
            containersThread = new Thread(task, "container");
            containersThread.setDaemon(true);
            return containersThread;
        });
    }

    @AfterAll
    static void stopContainersThread() {
        containers.shutdown();
    }

    static Stream<Arguments> actors() {
        return Stream.of(
                arguments(FAR_MILLIS, List.of("result", "timeout")), arguments(1, List.of("result", "timeout")),
                arguments(FAR_MILLIS, List.of("result", "failure")), arguments(FAR_MILLIS, List.of("result", "stop")),
                arguments(FAR_MILLIS, List.of("timeout", "stop")), arguments(FAR_MILLIS, List.of("failure", "stop")),
                arguments(FAR_MILLIS, List.of("result", "timeout", "stop")),
                arguments(1, List.of("result", "timeout", "stop")),
                arguments(FAR_MILLIS, List.of("result", "failure", "stop")),
                arguments(FAR_MILLIS, List.of("result", "timeout", "failure")));
    }

    @ParameterizedTest
    @MethodSource("actors")
    void endsOnceWhateverTheOrder(long timeoutMillis, List<String> actors) throws Exception {
        List<List<String>> orders = new ArrayList<>();
        addOrders(remaining(actors), new ArrayList<>(), orders);

        for (List<String> order : orders) {
            Play play = new Play(timeoutMillis);
            int[] next = new int[actors.size()];
            for (String actor : order) {
                play.steps(actor).get(next[actors.indexOf(actor)]++).run();
                play.settle();
            }
            play.end();

            assertThat(play.container.answered500).as("answered 500 after %s", order).isFalse();
            assertThat(play.container.dispatches).as("dispatches after %s", order).isLessThanOrEqualTo(1);
            assertThat(play.told.stream().filter("complete"::equals)).as("told of the end after %s", order).hasSize(1);
            assertThat(play.filter.size()).as("places after %s", order).isZero();
            assertThat(play.container.isEnded()).as("ended after %s", order).isTrue();
            if (!order.contains("failure") && !order.contains("stop")) {
                assertThat(play.container.response().text()).as("the answer after %s", order).isEqualTo("answer");
            }
            assertThat(play.container.response().text()).as("one answer after %s", order).matches("answer|\\{[^{]*}|");
        }
    }

    /** The container has a lock of its own while it reports the end, and whoever ends a request needs it too. */
    @Test
    void answersAStopWhileTheContainerReportsTheEnd() throws Exception {
        Play play = new Play(FAR_MILLIS);
        play.filter.ending.giveUp(play.held);
        play.container.response().onWrite(() -> {
            play.container.request().getAsyncContext().complete();
            play.work = containers.submit(() -> {
                play.container.work();
                return null;
            });
            // it has the request's end, and waits until the answer of the stop is written
            await().until(() -> containersThread.getState() == Thread.State.BLOCKED);
        });

        Thread stop = new Thread(() -> play.filter.ending.answerTimeout(play.held));
        stop.setDaemon(true);
        stop.start();

        await().until(() -> stop.getState() == Thread.State.TERMINATED && play.work.isDone());
        assertThat(play.told).containsExactly("complete");
    }

    private static List<String> remaining(List<String> actors) {
        List<String> steps = new ArrayList<>();
        for (String actor : actors) {
            steps.addAll(Collections.nCopies(3, actor));
        }
        return steps;
    }

    /** Each order of the steps once. */
    private static void addOrders(List<String> remaining, List<String> order, List<List<String>> orders) {
        if (remaining.isEmpty()) {
            orders.add(new ArrayList<>(order));
        }
        remaining.stream().distinct().forEach(actor -> {
            List<String> others = new ArrayList<>(remaining);
            others.remove(actor);
            order.add(actor);
            addOrders(others, order, orders);
            order.remove(order.size() - 1);
        });
    }
}
