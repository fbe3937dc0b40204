package org.asyncshowcase.held;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OwnThreadsTests {

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void waitsForAThreadThatEnds() throws Exception {
        Thread thread = start();
        Thread ending = new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
            end.countDown();
        });
        ending.setContextClassLoader(null);
        ending.start();

        new OwnThreads().destroy();

        assertThat(end.getCount()).isZero();
        thread.join();
    }

    @Test
    void leavesAThreadThatDoesNot() throws Exception {
        Thread thread = start();

        new OwnThreads().destroy();

        assertThat(thread.isAlive()).isTrue();
        end.countDown();
        thread.join();
    }

    private Thread start() {
        Thread thread = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setContextClassLoader(OwnThreads.class.getClassLoader());
        thread.start();
        return thread;
    }
}
