package org.asyncshowcase.webflux;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.testing.App;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.asyncshowcase.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/** What a library that blocks does to an event loop of two threads: two calls are under way, and another request comes. */
class EventLoopTests {

    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch calling = new CountDownLatch(2);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    /** How long a call takes, while nobody is answered. */
    private volatile long millis;

    private final WebFluxTwin twin = new WebFluxTwin(2, 10, PATIENCE, this::call);
    private final App app = App.at(twin.port());

    @AfterEach
    void stop() {
        twin.close();
    }

    /** What blocks; returns whether the third request was answered meanwhile. */
    private String call() throws InterruptedException {
        threads.add(Thread.currentThread().getName());
        calling.countDown();
        asked.await();
        return "meanwhile " + answered.await(millis, TimeUnit.MILLISECONDS);
    }

    @Test
    void letsTheThirdRequestWaitWhereTwoBlockTheEventLoop() throws Exception {
        millis = 1_000;

        assertThat(askBeside("/blocking/loop")).containsExactly("meanwhile false", "meanwhile false");
        assertThat(threads).hasSize(2).allMatch(thread -> thread.startsWith("loop-"));
    }

    @Test
    void answersTheThirdRequestWhereTwoBlockWorkers() throws Exception {
        millis = PATIENCE.toMillis();

        assertThat(askBeside("/blocking/worker")).containsExactly("meanwhile true", "meanwhile true");
        assertThat(threads).hasSize(2).allMatch(thread -> thread.startsWith("worker-"));
    }

    /** Returns what the two calls say that block; the third request is answered, then or later. */
    private List<String> askBeside(String blocking) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> two = app.getAtOnce(2, blocking);
        calling.await();
        CompletableFuture<HttpResponse<String>> third = app.sendAsync(app.request("/callable/body?delay=0"));
        third.thenRun(answered::countDown);
        asked.countDown();
        assertThat(third.join().statusCode()).isEqualTo(200);
        return List.of(two.get(0).join().body(), two.get(1).join().body());
    }
}
