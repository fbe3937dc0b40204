package org.asyncshowcase.guard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Which listeners are called, and when a request ends that the container has forgotten. */
@Timeout(30)
class HeldRequestTests {

    private static final long TIMEOUT_MILLIS = 60_000;

    private final MockClient client = new MockClient();
    private final GuardFilter filter = MockRequest.filter();
    private final MockRequest request = new MockRequest(filter, "GET", "/a/1", client);
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void tellsOfTheEndOnceHoweverOftenTheContainerDoes() throws Exception {
        listen();

        request.complete();
        request.complete();

        assertThat(told).containsExactly("complete");
    }

    /** Tomcat tells of an answer that it cannot send any more; MVC could only fail on it. */
    @Test
    void tellsNoListenerOfAFailureAfterTheEnd() throws Exception {
        listen();
        request.complete();

        request.breakOff();

        assertThat(told).containsExactly("complete");
    }

    @Test
    void tellsEveryListenerOfAFailureBeforeTheEnd() throws Exception {
        listen();

        request.breakOff();
        request.complete();

        assertThat(told).containsExactly("error", "complete");
    }

    /** Tomcat 7 reports some failures twice. */
    @Test
    void tellsEachListenerOfAFailureOnce() throws Exception {
        listen();

        request.breakOff();
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

    /** Tomcat 7 may start a thread for it, which would keep the application's class loader. */
    @Test
    void isDispatchedWithTheContainersClassLoader() throws Exception {
        AsyncContext context = startAsync();
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        request.context().addDispatchHandler(() -> seen.set(Thread.currentThread().getContextClassLoader()));
        ClassLoader ours = new ClassLoader() { };
        Thread worker = new Thread(context::dispatch);
        worker.setContextClassLoader(ours);

        worker.start();
        worker.join();

        assertThat(seen.get()).isNotNull().isNotSameAs(ours);
    }

    @Test
    void isDispatchedOnce() throws Exception {
        AsyncContext context = startAsync();
        List<String> dispatches = new ArrayList<>();
        request.context().addDispatchHandler(() -> dispatches.add("dispatch"));

        context.dispatch();
        context.dispatch();

        assertThat(dispatches).hasSize(1);
    }

    /** A dispatch that meets the container's time-out costs the connection's next request its answer. */
    @Test
    void leavesAResultOfTheLastMomentsToTheTimeOut() throws Exception {
        AsyncContext context = startAsync();
        context.addListener(new ToldListener(told));
        context.setTimeout(1);

        context.dispatch();
        assertThat(request.context().getDispatchedPath()).isNull();

        request.timeOut();
        assertThat(request.context().getDispatchedPath()).isNotNull();
        assertThat(told).doesNotContain("timeout");
    }

    /**
     * The worker has set its result, and has not asked for the dispatch yet: MVC leaves the request to it, and Tomcat
     * answers 500.
     */
    @Test
    void bringsAResultThatIsThereInATimeOut() throws Exception {
        AsyncContext context = listen();
        request.context().addDispatchHandler(() -> told.add("dispatch"));
        setResult();

        request.timeOut();
        context.dispatch();

        assertThat(told).containsExactly("dispatch");
    }

    @Test
    void bringsAResultThatComesWhileMvcIsToldOfTheTimeOut() throws Exception {
        startAsync().addListener(new ToldListener(told) {
            @Override
            public void onTimeout(AsyncEvent event) {
                setResult();
            }
        });

        request.timeOut();

        assertThat(request.context().getDispatchedPath()).isNotNull();
    }

    @Test
    void leavesATimeOutWithoutAResultToTheContainer() throws Exception {
        listen();

        request.timeOut();

        assertThat(told).containsExactly("timeout");
        assertThat(request.context().getDispatchedPath()).isNull();
    }

    /** As an interceptor of MVC's may that answers a time-out itself. */
    @Test
    void waitsForNoResultInATimeOutThatTheApplicationHasEnded() throws Exception {
        FakeContainer container = new FakeContainer(filter);
        ReflectionTestUtils.setField(WebAsyncUtils.getAsyncManager(container.request()), "concurrentResultContext",
                new Object[0]);
        AtomicReference<AsyncContext> context = new AtomicReference<>();
        context.set(container.park(new ToldListener(told) {
            @Override
            public void onTimeout(AsyncEvent event) {
                container.response().getWriter().append("own").flush();
                context.get().complete();
            }
        }, TIMEOUT_MILLIS));

        container.timeOutBegins();
        container.timeOutGoesOn();

        HeldRequest held = GuardFilter.of(container.request());
        assertThat(held.phase).isEqualTo(Phase.RESUMED);
        assertThat(container.answered500).isFalse();
        // nor does a stop
        filter.ending.answerTimeout(held);
        assertThat(container.response().text()).isEqualTo("own");
    }

    /** Tomcat 9 notifies nobody of a write that fails for an earlier request's failure. */
    @Test
    void endsARequestASecondAfterAFailedWriteOfWhichTheContainerDoesNotTell() throws Exception {
        listen();
        client.leave();
        assertThatThrownBy(() -> onAnotherThread(this::write)).hasRootCauseMessage("Broken pipe");
        sweepAfter(0);
        assertThat(filter.size()).isEqualTo(1);

        sweepAfter(1_100);
        assertThat(filter.size()).isZero();
        assertThat(request.request().isAsyncStarted()).isFalse();
        assertThatThrownBy(() -> onAnotherThread(this::write)).hasRootCauseMessage("the request has ended");

        sweepAfter(2_200);
        assertThat(told).containsExactly("complete");
    }

    @Test
    void leavesTheEndToTheContainerThatTellsOfAFailedWrite() throws Exception {
        listen();
        client.leave();
        assertThatThrownBy(() -> onAnotherThread(this::write)).hasRootCauseMessage("Broken pipe");
        request.complete();
        // as the container has it for its next request
        request.request().setAsyncStarted(true);

        sweepAfter(60_000);

        assertThat(told).containsExactly("complete");
        assertThat(request.request().isAsyncStarted()).isTrue();
    }

    /** Tomcat 8.5 does not dispatch after a failure, and some of its ends are told to nobody. */
    @Test
    void tellsOfTheEndASecondAfterAFailure() throws Exception {
        listen();
        request.breakOff();
        sweepAfter(900);
        assertThat(told).containsExactly("error");

        sweepAfter(1_100);

        assertThat(told).containsExactly("error", "complete");
    }

    /** A time-out or a dispatch that never comes: the container has lost the connection. */
    @Test
    void endsWhatTheContainerHasLost() throws Exception {
        listen();
        sweepAfter(TIMEOUT_MILLIS + 14_000);
        assertThat(filter.size()).isEqualTo(1);

        sweepAfter(TIMEOUT_MILLIS + 16_000);
        assertThat(filter.size()).isZero();
        assertThat(client.getStatus()).isEqualTo(503);
        assertThat(client.text()).contains("\"no answer in time\"");

        sweepAfter(TIMEOUT_MILLIS + 18_000);
        assertThat(told).containsExactly("complete");
    }

    /** The context alone knows of it: the request itself says what the next one is. */
    @Test
    void answersNothingWhereTheContainerUsesTheRequestAgain() throws Exception {
        listen();
        request.held().context = new MockAsyncContext(request.request(), client) {
            @Override
            public long getTimeout() {
                throw new IllegalStateException("recycled");
            }
        };

        sweepAfter(TIMEOUT_MILLIS + 16_000);

        assertThat(client.text()).isEmpty();
        assertThat(client.getStatus()).isEqualTo(200);
    }

    @Test
    void endsWhatTheContainerDoesNotDispatch() throws Exception {
        listen().dispatch();
        sweepAfter(14_000);
        assertThat(filter.size()).isEqualTo(1);

        sweepAfter(16_000);

        assertThat(filter.size()).isZero();
    }

    /** A dispatch may wait for a thread for longer than that. */
    @Test
    void answersADispatchThatComesAfterAll() throws Exception {
        forgetBeforeItsDispatch();

        request.dispatch((again, response) -> {
            ((HttpServletResponse) response).setStatus(202);
            response.setContentType("text/late");
            response.getOutputStream().write("late".getBytes());
        });

        assertThat(client.text()).isEqualTo("late");
        assertThat(client.getStatus()).isEqualTo(202);
        assertThat(client.getContentType()).isEqualTo("text/late");
        assertThat(told).containsExactly("complete");
    }

    /** Then it is refused; and its status is set, though the guard has told of the end. */
    @Test
    void refusesADispatchThatComesAfterAll() throws Exception {
        forgetBeforeItsDispatch();

        request.dispatch((again, response) -> {
            throw new RejectedExecutionException();
        });

        assertThat(client.getStatus()).isEqualTo(503);
        assertThat(client.getHeader("Retry-After")).isEqualTo("7");
    }

    private void forgetBeforeItsDispatch() throws Exception {
        listen().dispatch();
        // as Tomcat says then
        request.request().setAsyncStarted(false);
        sweepAfter(16_000);
        sweepAfter(18_000);
    }

    @Test
    void endsNoRequestWhoseThreadIsAtWork() throws Exception {
        request.pass((started, response) -> {
            started.startAsync(started, response);
            sweepAfter(60_000);
            assertThat(filter.size()).isEqualTo(1);
        });
    }

    /** Spring takes a lock then that the writer holds (since 5.3.33). */
    @Test
    void tellsOfTheEndWhenAStuckWriteIsOver() throws Exception {
        listen();
        client.stopReading();
        Thread writer = new Thread(this::write);
        writer.start();
        await().until(client::isBeingWrittenTo);

        request.complete();
        sweepAfter(1_000);
        assertThat(told).isEmpty();
        assertThat(filter.size()).isZero();

        client.readOn();
        writer.join();
        sweepAfter(1_000);
        assertThat(told).containsExactly("complete");
    }

    /** An emitter's first bytes, before its handler has returned: MVC would not register its callbacks. */
    @Test
    void tellsTheHandlerOfNoFailureOnceMvcHasTakenOver() throws Exception {
        client.leave();

        request.park(this::write);
        sweepAfter(1_100);

        assertThat(filter.size()).isZero();
    }

    @Test
    void tellsTheHandlerOfAFailureBeforeThat() throws Exception {
        client.leave();

        assertThatThrownBy(() -> request.pass((same, response) -> response.getOutputStream().write('x')))
                .hasMessage("Broken pipe");
    }

    /** {@link AsyncContext#getRequest} may be another client's by then. */
    @Test
    void leavesTheAttributesOfAForgottenRequestAlone() throws Exception {
        AtomicReference<javax.servlet.ServletRequest> wrapped = new AtomicReference<>();
        request.pass((started, response) -> {
            wrapped.set(started);
            started.startAsync(started, response);
        });
        wrapped.get().setAttribute("a", "kept");
        request.breakOff();
        sweepAfter(1_100);

        wrapped.get().removeAttribute("a");

        assertThat(wrapped.get().getAttribute("a")).isEqualTo("kept");
    }

    private void sweepAfter(long millis) {
        filter.sweep(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** As MVC does. */
    private AsyncContext listen() throws Exception {
        AsyncContext context = startAsync();
        context.addListener(new ToldListener(told));
        return context;
    }

    private AsyncContext startAsync() throws IOException, ServletException {
        AtomicReference<AsyncContext> context = new AtomicReference<>();
        request.pass((started, response) -> {
            context.set(started.startAsync(started, response));
            context.get().setTimeout(TIMEOUT_MILLIS);
        });
        return context.get();
    }

    private void setResult() {
        // what a worker's result is to whoever asks; the field is MVC's own
        ReflectionTestUtils.setField(WebAsyncUtils.getAsyncManager(request.request()),
                "concurrentResult", "result");
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
}
