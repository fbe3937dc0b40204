package org.asyncshowcase.guard;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OwnThreadsTests {

    @Test
    void waitsForAThreadThatEnds() throws Exception {
        Thread thread = startOneThatEnds();

        new OwnThreads().destroy();

        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void waitsForTheThreadOfABeanThatIsDefinedBeforeIt() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        GenericApplicationContext context = new GenericApplicationContext();
        context.registerBean("pool", DisposableBean.class, () -> () -> thread.set(startOneThatEnds()));
        context.registerBean(OwnThreads.class, OwnThreads::new);
        context.refresh();

        context.close();

        assertThat(thread.get().isAlive()).isFalse();
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

    /** When the thread that stops waits. */
    private static Thread startOneThatEnds() {
        Thread stopping = Thread.currentThread();
        return start(() -> {
            while (stopping.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        });
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setContextClassLoader(OwnThreads.class.getClassLoader());
        thread.start();
        return thread;
    }
}
