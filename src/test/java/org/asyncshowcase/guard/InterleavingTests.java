package org.asyncshowcase.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A result, a time-out, a failure and a stop in every order of their steps: the request is answered once, and told of its
 * end once.
 */
class InterleavingTests {

    private static final long FAR_MILLIS = 60_000;

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
        private HeldRequest held;
        private boolean workerWins;
        private boolean stopped;

        Play(long timeoutMillis) throws Exception {
            context = container.park(new ToldListener(told) {
                @Override
                public void onTimeout(AsyncEvent event) {
                    told.add("timeout");
                    setResultAndDispatch();
                }

                @Override
                public void onError(AsyncEvent event) {
                    told.add("error");
                    setResultAndDispatch();
                }
            }, timeoutMillis);
            held = GuardFilter.of(container.request());
        }

        /** As WebAsyncManager.setConcurrentResultAndDispatch: whoever comes second leaves it to the first. */
        private boolean setResult() {
            if (manager.hasConcurrentResult()) {
                return false;
            }
            ReflectionTestUtils.setField(manager, "concurrentResult", "result");
            return true;
        }

        private void setResultAndDispatch() {
            if (setResult()) {
                dispatch();
            }
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
                    return List.of(() -> workerWins = setResult(), () -> {
                        if (workerWins) {
                            dispatch();
                        }
                    });
                case "timeout":
                    return List.of(container::timeOutBegins, container::timeOutGoesOn, container::work);
                case "failure":
                    return List.of(container::failureBegins, container::failureGoesOn, container::work);
                case "stop":
                    return List.of(() -> {
                        stopped = true;
                        filter.ending.giveUp(held);
                    }, held.response::close, () -> filter.ending.end(held, () -> filter.ending.writeStop(held)));
                default:
                    throw new IllegalArgumentException(actor);
            }
        }

        void end() throws Exception {
            for (int again = 0; again < 3; again++) {
                container.work();
                filter.sweep(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos((again + 1) * (FAR_MILLIS + 20_000)));
            }
        }
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
            }
            play.end();

            assertThat(play.container.answered500 && !play.stopped).as("answered 500 after %s", order).isFalse();
            assertThat(play.container.dispatches).as("dispatches after %s", order).isLessThanOrEqualTo(1);
            assertThat(play.told.stream().filter("complete"::equals)).as("told of the end after %s", order).hasSize(1);
            assertThat(play.filter.size()).as("places after %s", order).isZero();
            assertThat(play.container.isEnded()).as("ended after %s", order).isTrue();
            if (!order.contains("failure") && !order.contains("stop")) {
                assertThat(play.container.response().getContentAsString()).as("the answer after %s", order)
                        .isEqualTo("answer");
            }
        }
    }

    private static List<String> remaining(List<String> actors) {
        List<String> steps = new ArrayList<>();
        for (String actor : actors) {
            for (int step = 0; step < (actor.equals("result") ? 2 : 3); step++) {
                steps.add(actor);
            }
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
