package org.asyncshowcase.guard;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(30)
class WriterExecutorTests {

    private static final int THREADS = 2;
    private static final boolean VIRTUAL = Runtime.version().feature() >= 24;

    private final ManualTimer timer = new ManualTimer();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final WriterExecutor writers = new WriterExecutor(timer, THREADS, 200);

    @BeforeEach
    void start() {
        writers.setBeanName("writers");
        writers.afterPropertiesSet();
    }

    @AfterEach
    void stop() {
        reading.countDown();
        close();
    }

    @Test
    void namesItsThreadsAfterTheBean() throws Exception {
        assertThat(threadOfAWrite().getName()).startsWith("writers-");
    }

    @Test
    void writesForALivingClientHoweverManyAreStuck() throws Exception {
        for (int each = 0; each < 50; each++) {
            writers.execute(this::writeToWhomDoesNotRead);
        }
        CountDownLatch written = new CountDownLatch(1);

        writers.execute(written::countDown);

        await().until(() -> {
            timer.run();
            return written.getCount() == 0 && begun.get() == 50;
        });
    }

    @Test
    void hasOneThreadMoreForEachStuckWriteAndNoneOnceTheyAreDone() {
        assumeFalse(VIRTUAL);
        assertThat(writers.getKeepAliveSeconds()).as("how long one more goes on idle").isLessThanOrEqualTo(5);
        writers.setKeepAliveSeconds(1);
        for (int each = 0; each < 5; each++) {
            writers.execute(this::writeToWhomDoesNotRead);
        }

        await().until(() -> {
            timer.run();
            return writers.getCorePoolSize() == THREADS + 5;
        });
        for (int again = 0; again < 10; again++) {
            timer.run();
        }
        assertThat(begun).hasValue(5);
        assertThat(writers.getCorePoolSize()).isEqualTo(THREADS + 5);

        reading.countDown();
        await().until(() -> {
            timer.run();
            return writers.getPoolSize() == THREADS;
        });
        assertThat(writers.getCorePoolSize()).isEqualTo(THREADS);
    }

    @Test
    void startsNoThreadForWritesThatAreNotStuck() {
        assumeFalse(VIRTUAL);
        for (int each = 0; each < 1_000; each++) {
            writers.execute(begun::incrementAndGet);
        }

        await().untilAsserted(() -> assertThat(begun).hasValue(1_000));
        assertThat(writers.getThreadPoolExecutor().getLargestPoolSize()).isEqualTo(THREADS);
    }

    @Test
    void looksForStuckWritesOnceForAllAndOnlyWhileThereAreAny() {
        assumeFalse(VIRTUAL);
        for (int each = 0; each < 5; each++) {
            writers.execute(this::writeToWhomDoesNotRead);
        }
        await().until(() -> begun.get() == THREADS);
        assertThat(timer.due()).hasSize(1);
        timer.run();
        assertThat(timer.due()).hasSize(1);

        reading.countDown();

        await().until(() -> {
            timer.run();
            return timer.due().isEmpty();
        });
        assertThat(begun).hasValue(5);
    }

    @Test
    void goesOnAfterAWriteThatFails() throws Exception {
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> begun.incrementAndGet());
        try {
            for (int each = 0; each < 2 * THREADS; each++) {
                writers.execute(() -> {
                    throw new IllegalStateException("a write that fails");
                });
            }
            await().dontCatchUncaughtExceptions().until(() -> begun.get() == 2 * THREADS);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }

        assertThat(threadOfAWrite()).isNotNull();
        timer.run();
        assertThat(writers.getCorePoolSize()).isEqualTo(THREADS);
    }

    @Test
    void usesVirtualThreadsWhereTheJdkHasThem() throws Exception {
        assertThat(VirtualThreads.areThere()).isEqualTo(VIRTUAL);
        assumeTrue(VIRTUAL);

        Thread thread = threadOfAWrite();

        assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
        assertThat(timer.due()).as("nobody need look for stuck ones").isEmpty();
    }

    @Test
    void decoratesEachWrite() {
        writers.setTaskDecorator(write -> () -> {
            begun.incrementAndGet();
            write.run();
        });

        writers.execute(() -> { });

        await().untilAsserted(() -> assertThat(begun).hasValue(1));
    }

    @Test
    void dropsWhatComesOnceTheApplicationStops() {
        close();

        writers.execute(begun::incrementAndGet);

        assertThat(begun).hasValue(0);
        assertThat(writers.getRejected()).isZero();
    }

    private void writeToWhomDoesNotRead() {
        begun.incrementAndGet();
        try {
            reading.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread threadOfAWrite() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        writers.execute(() -> thread.set(Thread.currentThread()));
        await().until(() -> thread.get() != null);
        return thread.get();
    }

    private void close() {
        writers.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
        writers.destroy();
    }
}
