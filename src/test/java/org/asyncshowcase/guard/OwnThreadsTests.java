package org.asyncshowcase.guard;

import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OwnThreadsTests {

    @Test
    void waitsForAThreadThatEnds() throws Exception {
        Thread stopping = Thread.currentThread();
        Thread thread = start(() -> {
            while (stopping.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        });

        new OwnThreads().destroy();

        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void leavesAThreadThatDoesNot() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = start(() -> await().forever().until(() -> end.getCount() == 0));

        new OwnThreads().destroy();

        assertThat(thread.isAlive()).isTrue();
        end.countDown();
        thread.join();
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setContextClassLoader(OwnThreads.class.getClassLoader());
        thread.start();
        return thread;
    }
}
