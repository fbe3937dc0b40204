package org.asyncshowcase.guard;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The executors as executors.xml makes them. */
class ExecutorsXmlTests extends RoomTest {

    @Autowired
    private Map<String, BoundedExecutor> executors;

    @Test
    void haveOneThatRefusesEverythingAndCountsIt() {
        BoundedExecutor full = executors.get("full");
        long rejected = full.getRejected();

        assertThatThrownBy(() -> full.submit(() -> { })).isInstanceOf(TaskRejectedException.class);
        assertThatThrownBy(() -> full.execute(() -> { })).isInstanceOf(TaskRejectedException.class);

        assertThat(full.getRejected()).isEqualTo(rejected + 2);
        assertThat(full.getPoolSize()).isZero();
    }

    @Test
    void haveWritersWriteWhatMvcExecutes() {
        AtomicReference<String> thread = new AtomicReference<>();

        executors.get("mvc").execute(() -> thread.set(Thread.currentThread().getName()));

        await().untilAsserted(() -> assertThat(thread.get()).startsWith("writers-"));
    }

    @Test
    void nameTheirThreadsAfterTheirBeans() throws Exception {
        executors.remove("full");
        executors.remove("writers");

        for (Map.Entry<String, BoundedExecutor> each : executors.entrySet()) {
            AtomicReference<String> thread = new AtomicReference<>();
            each.getValue().submit(() -> thread.set(Thread.currentThread().getName())).get();
            assertThat(thread.get()).startsWith(each.getKey() + "-");
        }
    }
}
