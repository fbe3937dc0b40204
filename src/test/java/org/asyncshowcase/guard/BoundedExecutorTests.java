package org.asyncshowcase.guard;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class BoundedExecutorTests {

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private BoundedExecutor executor;

    @BeforeEach
    void start() {
        executor = executor(200);
    }

    @AfterEach
    void stop() {
        leave.countDown();
        close(executor);
    }

    @Test
    void namesItsThreadsAfterTheBean() throws Exception {
        AtomicReference<String> thread = new AtomicReference<>();

        executor.submit(() -> thread.set(Thread.currentThread().getName())).get();

        assertThat(thread).hasValue("reports-1");
    }

    /** Were the task interrupted, its exception would be the answer to the request and not the fallback. */
    @Test
    void cancelsWithoutInterruptingATaskThatRuns() throws Exception {
        Future<?> task = executor.submit(this::work);
        started.await();

        assertThat(task.cancel(true)).isTrue();
        leave.countDown();

        await().until(() -> executor.getActiveCount() == 0);
        assertThat(interrupted).isFalse();
    }

    @Test
    void neverBeginsATaskThatWasCancelledInTheQueue() throws Exception {
        AtomicBoolean begun = new AtomicBoolean();
        executor.submit(this::work);
        executor.submit(() -> begun.set(true)).cancel(true);

        leave.countDown();

        executor.submit(() -> { }).get();
        assertThat(begun).isFalse();
    }

    /** What a client has left behind takes no place from the others. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void freesThePlaceOfATaskThatIsCancelledInTheQueue(boolean decorated) {
        if (decorated) {
            executor.setTaskDecorator(task -> () -> task.run());
        }
        executor.submit(this::work);
        Future<?> waiting = executor.submit(this::work);
        assertThat(executor.getQueued()).isEqualTo(1);

        waiting.cancel(true);

        assertThat(executor.getQueued()).isZero();
        executor.submit(this::work);
        assertThat(executor.getRejected()).isZero();
    }

    @Test
    void decoratesWhatIsExecutedAndWhatIsSubmitted() throws Exception {
        AtomicInteger decorated = new AtomicInteger();
        executor.setTaskDecorator(task -> () -> {
            decorated.incrementAndGet();
            task.run();
        });

        executor.submit(() -> { }).get();
        assertThat(decorated).hasValue(1);
        executor.submit(() -> "a Callable, as @Async submits it").get();
        assertThat(decorated).hasValue(2);
        executor.execute(() -> { });
        await().untilAsserted(() -> assertThat(decorated).hasValue(3));
    }

    @Test
    void decoratesWithinWhatWasSetBefore() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        executor.setTaskDecorator(task -> () -> {
            order.add("first");
            task.run();
        });
        executor.setTaskDecorator(task -> () -> {
            order.add("second");
            task.run();
        });

        executor.submit(() -> order.add("task")).get();

        assertThat(order).containsExactly("first", "second", "task");
    }

    @Test
    void cancelsACallableAsItDoesARunnable() throws Exception {
        Future<?> running = executor.submit(() -> {
            work();
            return "done";
        });
        started.await();
        Future<?> waiting = executor.submit(() -> "never");

        running.cancel(true);
        waiting.cancel(true);

        assertThat(executor.getQueued()).isZero();
        leave.countDown();
        await().until(() -> executor.getActiveCount() == 0);
        assertThat(interrupted).isFalse();
    }

    @Test
    void refusesAndCountsWhatDoesNotFit() {
        executor.submit(this::work);
        executor.submit(this::work);

        assertThatThrownBy(() -> executor.submit(this::work)).isInstanceOf(TaskRejectedException.class);

        assertThat(executor.getQueued()).isEqualTo(1);
        assertThat(executor.getRejected()).isEqualTo(1);
    }

    @Test
    void letsTheWorkInHandEndWhenTheApplicationStops() throws Exception {
        BoundedExecutor patient = executor(20_000);
        patient.submit(this::work);
        started.await();
        Thread stop = new Thread(() -> close(patient), "stop");
        stop.start();
        await().until(() -> patient.getThreadPoolExecutor().isShutdown());
        assertThatThrownBy(() -> patient.submit(this::work)).isInstanceOf(TaskRejectedException.class);

        leave.countDown();

        stop.join();
        assertThat(patient.getThreadPoolExecutor().isTerminated()).isTrue();
        assertThat(interrupted).isFalse();
    }

    @Test
    void interruptsWhatIsLeftAfterThat() throws Exception {
        executor.submit(this::work);
        started.await();

        close(executor);

        assertThat(interrupted).isTrue();
        assertThat(executor.getThreadPoolExecutor().isTerminated()).isTrue();
    }

    /** Spring 6.1 waits for a running task itself, 10 s, before it destroys the first bean. */
    @Test
    void isWaitedForByNobodyElse() throws Exception {
        GenericApplicationContext application = new GenericApplicationContext();
        application.registerBean("reports", BoundedExecutor.class, () -> new BoundedExecutor(1, 1, 200));
        application.refresh();
        application.getBean(BoundedExecutor.class).submit(this::work);
        started.await();
        long begin = System.nanoTime();

        application.close();

        assertThat(interrupted).isTrue();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(8);
    }

    private void work() {
        started.countDown();
        try {
            leave.await();
        } catch (InterruptedException ex) {
            interrupted.set(true);
        }
    }

    private static BoundedExecutor executor(int drainMillis) {
        BoundedExecutor executor = new BoundedExecutor(1, 1, drainMillis);
        executor.setBeanName("reports");
        executor.afterPropertiesSet();
        return executor;
    }

    private static void close(BoundedExecutor executor) {
        executor.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
        executor.destroy();
    }
}
