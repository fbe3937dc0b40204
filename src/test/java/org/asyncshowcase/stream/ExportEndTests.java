package org.asyncshowcase.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Trap 10, for those who write without a pause. */
@Timeout(20)
class ExportEndTests {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ByteArrayOutputStream response = new ByteArrayOutputStream();
    private final StandardServletAsyncWebRequest request =
            new StandardServletAsyncWebRequest(new MockHttpServletRequest(), new MockHttpServletResponse());
    private final Export export = new Export(request);

    @Test
    void writesNothingMoreOnceItsRequestIsAboutToEnd() throws Exception {
        CompletableFuture<Void> running = run(response);
        begun.await();

        export.end();
        ended.countDown();
        request.onComplete(null);

        assertThatThrownBy(running::join).hasCauseInstanceOf(IOException.class);
        assertThat(response.toString()).isEqualTo("before");
    }

    /** A write that is in flight would reach the next request, too. */
    @Test
    void waitsForAWriteInFlightBeforeTheRequestIsEnded() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        CompletableFuture<Void> running = run(new OutputStream() {
            @Override
            public void write(int one) {
                writing.countDown();
                awaitQuietly(taken);
                response.write(one);
            }
        });
        writing.await();

        CompletableFuture<Integer> lengthAtEnd = CompletableFuture.supplyAsync(() -> {
            export.end();
            return response.size();
        }, ExportEndTests::inAThread);
        assertThatThrownBy(() -> lengthAtEnd.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        taken.countDown();
        ended.countDown();
        request.onComplete(null);

        assertThat(lengthAtEnd.join()).isEqualTo("before".length()).isEqualTo(response.size());
        assertThatThrownBy(running::join).isInstanceOf(CompletionException.class);
    }

    @Test
    void writesNothingOnceTheApplicationStops() throws Exception {
        ExportController exports = new ExportController(null, null, 1_000);
        exports.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
        request.onComplete(null);

        assertThatThrownBy(() -> exports.run(export, this::work, response)).isInstanceOf(IOException.class);

        assertThat(response.size()).isZero();
    }

    private CompletableFuture<Void> run(OutputStream out) {
        return CompletableFuture.runAsync(() -> {
            try {
                export.run(this::work, out);
            } catch (IOException ex) {
                throw new CompletionException(ex);
            }
        }, ExportEndTests::inAThread);
    }

    private static void inAThread(Runnable task) {
        new Thread(task, "export").start();
    }

    private void work(OutputStream out) throws IOException {
        out.write("before".getBytes());
        begun.countDown();
        awaitQuietly(ended);
        out.write("after".getBytes());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
