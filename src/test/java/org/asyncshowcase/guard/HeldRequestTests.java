package org.asyncshowcase.guard;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.servlet.AsyncContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** When a request begins, and when it is over. */
@Timeout(30)
class HeldRequestTests {

    private final ManualTimer timer = new ManualTimer();
    private final MockClient client = new MockClient();
    private final MockRequest request = new MockRequest(MockRequest.requests(timer), "GET", "/a/1", client);
    private final List<String> events = new ArrayList<>();

    /** Trap 14: what is sent before is held in memory. */
    @Test
    void beginsOnTheRequestsThreadWhenMvcHasTakenItOver() throws Exception {
        request.pass((held, started, response) -> {
            held.begin(() -> events.add("first on " + Thread.currentThread().getName()), () -> events.add("then"));
            started.startAsync(started, response);
            events.add("taken over");
        });

        assertThat(events).containsExactly("taken over", "first on " + Thread.currentThread().getName());
    }

    @Test
    void goesOnByTheTimerWhenOthersMayWrite() throws Exception {
        Instant before = Instant.now();
        request.park(held -> held.begin(() -> events.add("first"), () -> events.add("then")));
        assertThat(timer.due()).hasSize(1).allSatisfy(due ->
                assertThat(due).isBetween(before.plusMillis(50), Instant.now().plusMillis(50)));
        assertThat(events).containsExactly("first");

        timer.run();

        assertThat(events).containsExactly("first", "then");
    }

    @Test
    void beginsNothingWhereTheRequestIsNotParked() throws Exception {
        request.handle(held -> held.begin(() -> events.add("first"), () -> events.add("then")));

        assertThat(events).isEmpty();
        assertThat(timer.due()).isEmpty();
    }

    @Test
    void callsEachEndOnceHoweverOftenTheContainerTellsOfIt() throws Exception {
        request.park(held -> {
            held.onEnd(() -> events.add("first end"));
            held.onEnd(() -> events.add("second end"));
        });
        assertThat(events).isEmpty();

        request.breakOff();
        request.complete();

        assertThat(events).containsExactly("first end", "second end");
    }

    @Test
    void callsAnEndAtOnceThatComesTooLate() throws Exception {
        HeldRequest held = request.park();
        request.complete();

        held.onEnd(() -> events.add("end"));

        assertThat(events).containsExactly("end");
    }

    /** Who waits in a set must leave it, whatever became of his request. */
    @Test
    void callsTheEndOfARequestThatWasNeverParked() {
        assertThatThrownBy(() -> request.pass((held, started, response) -> {
            held.onEnd(() -> events.add("end"));
            events.add("handled");
            throw new IOException("failed");
        })).hasMessage("failed");

        assertThat(events).containsExactly("handled", "end");
    }

    @Test
    void isOverOnATimeOutOnlyWhenMvcHasAnswered() throws Exception {
        HeldRequest held = request.park();
        held.onEnd(() -> events.add("end"));

        request.timeOut();
        assertThat(held.isOver()).isFalse();
        assertThat(events).isEmpty();

        request.dispatch((again, response) -> events.add("answered"));
        assertThat(held.isOver()).isTrue();
        assertThat(events).containsExactly("answered", "end");
    }

    @Test
    void letsItsWorkerGoAtOnceWhenNobodyWaitsAnyMore() throws Exception {
        HeldRequest held = request.park();
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        Thread worker = new Thread(() -> over.complete(awaitOver(held, TimeUnit.HOURS.toMillis(1))));
        worker.start();
        await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);

        request.breakOff();

        assertThat(over.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void letsItsWorkerGoWhenTheWorkIsDone() throws Exception {
        assertThat(request.park().awaitOver(1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GET, false", "HEAD, true", "POST, false"})
    void knowsWhetherOnlyTheHeadersAreWanted(String method, boolean head) throws Exception {
        HeldRequest held = new MockRequest(MockRequest.requests(timer), method, "/a/1", client).park();

        assertThat(held.isHead()).isEqualTo(head);
    }

    @Test
    void knowsTheThreadThatTookIt() throws Exception {
        assertThat(request.park().thread()).isEqualTo(Thread.currentThread().getName());
    }

    /** Tomcat tells of an answer that it cannot send any more; MVC could only fail on it. */
    @Test
    void tellsNoListenerOfAFailureAfterTheEnd() throws Exception {
        List<String> told = listen();
        request.complete();

        request.breakOff();

        assertThat(told).containsExactly("complete");
    }

    @Test
    void tellsEveryListenerOfAFailureBeforeTheEnd() throws Exception {
        List<String> told = listen();

        request.breakOff();
        request.complete();

        assertThat(told).containsExactly("error", "complete");
    }

    /** The response is another request's by then. */
    @Test
    void isNotDispatchedAfterTheEnd() throws Exception {
        AsyncContext context = startAsync();
        request.complete();

        context.dispatch();

        assertThat(request.context().getDispatchedPath()).isNull();
    }

    @Test
    void isDispatchedBeforeTheEnd() throws Exception {
        startAsync().dispatch();

        assertThat(request.context().getDispatchedPath()).isNotNull();
    }

    /** Of a write that fails for an earlier request's failure Tomcat 9 tells nobody. */
    @Test
    void endsARequestASecondAfterAFailedWriteOfWhichTheContainerDoesNotTell() throws Exception {
        HeldRequest held = request.park();
        held.onEnd(() -> events.add("end"));
        client.leave();
        Instant before = Instant.now();
        assertThatThrownBy(() -> onAnotherThread(this::write)).hasRootCauseMessage("Broken pipe");
        assertThat(timer.due().get(0)).isBetween(before.plusMillis(1_000), Instant.now().plusMillis(1_000));
        assertThat(held.isOver()).isFalse();

        timer.run();

        assertThat(events).containsExactly("end");
        assertThat(request.request().isAsyncStarted()).isFalse();
        assertThatThrownBy(() -> onAnotherThread(this::write)).hasRootCauseMessage("the request has ended");
    }

    @Test
    void leavesTheEndToTheContainerThatTellsOfAFailedWrite() throws Exception {
        request.park();
        List<String> completions = new ArrayList<>();
        client.leave();
        assertThatThrownBy(() -> onAnotherThread(this::write)).hasRootCauseMessage("Broken pipe");
        request.complete();
        request.context().addListener(new ToldListener(completions));
        // as the container has it for its next request
        request.request().setAsyncStarted(true);

        timer.run();

        assertThat(completions).isEmpty();
    }

    private List<String> listen() throws Exception {
        List<String> told = new ArrayList<>();
        startAsync().addListener(new ToldListener(told));
        return told;
    }

    /** What MVC has of it. */
    private AsyncContext startAsync() throws Exception {
        AtomicReference<AsyncContext> context = new AtomicReference<>();
        request.pass((held, started, response) -> context.set(started.startAsync(started, response)));
        return context.get();
    }

    private void write() {
        try {
            request.response().getOutputStream().write('x');
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static void onAnotherThread(Runnable task) {
        CompletableFuture.runAsync(task, each -> new Thread(each).start()).join();
    }

    private static boolean awaitOver(HeldRequest held, long millis) {
        try {
            return held.awaitOver(millis);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
