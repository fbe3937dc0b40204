package org.asyncshowcase.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MvcExecutorTests {

    private final List<Runnable> writes = new ArrayList<>();
    private final MvcExecutor mvc = new MvcExecutor(writes::add, 1, 0, 0);

    @AfterEach
    void stop() {
        mvc.destroy();
    }

    @Test
    void runsACallableOnAThreadOfItsOwn() throws Exception {
        start();
        AtomicReference<String> thread = new AtomicReference<>();

        mvc.submit(() -> thread.set(Thread.currentThread().getName())).get();

        assertThat(thread).hasValue("mvc-1");
        assertThat(writes).isEmpty();
    }

    /** A client that does not read holds the thread that writes to it. */
    @Test
    void leavesTheWritesOfAReactiveStreamToTheWriters() {
        start();
        Runnable write = () -> { };

        mvc.execute(write);

        assertThat(writes).containsExactly(write);
        assertThat(mvc.getThreadPoolExecutor().getTaskCount()).isZero();
    }

    private void start() {
        mvc.setBeanName("mvc");
        mvc.afterPropertiesSet();
    }
}
