package org.asyncshowcase.guard;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import javax.servlet.ServletOutputStream;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Trap 10: no thread but the container's own writes before the request's thread has left, or after the end. */
@Timeout(30)
class HeldResponseTests {

    private final MockClient client = new MockClient();
    private final GuardFilter requests = MockRequest.filter();
    private final MockRequest request = new MockRequest(requests, "GET", "/a/1", client);
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** How a request ends, on a thread of the container, or of the application that stops. */
    enum End {
        COMPLETION {
            @Override
            void come(MockRequest request, GuardFilter requests) throws IOException {
                request.complete();
            }
        },
        FAILURE {
            @Override
            void come(MockRequest request, GuardFilter requests) throws IOException {
                request.breakOff();
            }
        },
        TIMEOUT {
            @Override
            void come(MockRequest request, GuardFilter requests) throws IOException {
                request.timeOut();
            }
        },
        STOP {
            @Override
            void come(MockRequest request, GuardFilter requests) {
                requests.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
            }
        };

        abstract void come(MockRequest request, GuardFilter requests) throws IOException;
    }

    /** The ways to write. */
    enum Write {
        BYTES {
            @Override
            void to(HttpServletResponse response) throws IOException {
                response.getOutputStream().write("late".getBytes());
            }
        },
        BYTE {
            @Override
            void to(HttpServletResponse response) throws IOException {
                response.getOutputStream().write('l');
            }
        },
        FLUSH {
            @Override
            void to(HttpServletResponse response) throws IOException {
                response.getOutputStream().flush();
            }
        },
        CLOSE {
            @Override
            void to(HttpServletResponse response) throws IOException {
                response.getOutputStream().close();
            }
        },
        TEXT {
            @Override
            void to(HttpServletResponse response) throws IOException {
                PrintWriter writer = response.getWriter();
                writer.write("late");
                if (writer.checkError()) {
                    // but not why
                    throw new IOException("the request has ended");
                }
            }
        },
        FLUSH_BUFFER {
            @Override
            void to(HttpServletResponse response) throws IOException {
                response.flushBuffer();
            }
        };

        abstract void to(HttpServletResponse response) throws IOException;
    }

    @AfterEach
    void readOn() {
        client.readOn();
    }

    @Test
    void letsTheRequestsOwnThreadWriteAtOnce() throws Exception {
        request.park(() -> write("first"));

        assertThat(client.text()).isEqualTo("first");
        assertThat(failure).hasNullValue();
    }

    @Test
    void holdsAWriterUntilTheRequestsThreadHasLeft() throws Exception {
        AtomicReference<Thread> writer = new AtomicReference<>();
        request.pass((started, response) -> {
            started.startAsync(started, response);
            writer.set(inAThread(() -> write("others")));
            awaitWaiting(writer.get());
            assertThat(client.text()).isEmpty();
            write("own, ");
        });

        writer.get().join();

        assertThat(client.text()).isEqualTo("own, others");
    }

    /** Tomcat notifies nobody of a write that fails while the thread is on its way out. */
    @Test
    void letsOthersWriteAMomentAfterThat() throws Exception {
        AtomicLong left = new AtomicLong();
        AtomicLong written = new AtomicLong();
        client.onWrite(() -> written.set(System.nanoTime()));
        request.park(() -> left.set(System.nanoTime()));

        inAThread(() -> write("others")).join();

        assertThat(client.text()).isEqualTo("others");
        assertThat(written.get() - left.get()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }

    /** Where it fails, Tomcat 7 may start a thread that ends the request, and would keep the application's class loader. */
    @Test
    void writesWithTheContainersClassLoader() throws Exception {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        client.onWrite(() -> seen.set(Thread.currentThread().getContextClassLoader()));
        client.leave();
        request.park();
        ClassLoader ours = new ClassLoader() { };
        AtomicReference<ClassLoader> after = new AtomicReference<>();

        inAThread(() -> {
            Thread.currentThread().setContextClassLoader(ours);
            write("others");
            after.set(Thread.currentThread().getContextClassLoader());
        }).join();

        assertThat(seen.get()).isNotNull().isNotSameAs(ours);
        assertThat(after).hasValue(ours);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILURE", "TIMEOUT", "STOP"})
    void letsTheEndWaitForAWriteThatHasBegun(End end) throws Exception {
        AtomicReference<Thread> ending = new AtomicReference<>();
        client.onWrite(() -> {
            // not before the end waits, or has passed
            await().pollInterval(1, TimeUnit.MILLISECONDS)
                    .until(() -> ending.get() != null && MockClient.isAwaited(ending.get()));
            events.add("written");
        });
        request.pass((started, response) -> started.startAsync(started, response).addListener(new ToldListener(events)));
        client.setCommitted(true);
        Thread writer = inAThread(() -> write("in time"));
        await().until(client::isBeingWrittenTo);

        ending.set(inAThread(() -> come(end)));
        ending.get().join();
        writer.join();

        assertThat(events).hasSize(2).startsWith("written");
        assertThat(client.text()).isEqualTo("in time");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILURE", "TIMEOUT", "STOP"})
    void doesNotLetTheEndWaitForEver(End end) throws Exception {
        request.pass((started, response) -> started.startAsync(started, response).addListener(new ToldListener(events)));
        client.setCommitted(true);
        client.stopReading();
        inAThread(() -> write("stuck"));
        await().until(client::isBeingWrittenTo);

        come(end);

        // of the end MVC hears when the writer is through
        assertThat(events).hasSize(end == End.STOP ? 0 : 1);
        assertThat(client.isBeingWrittenTo()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void failsAWriteAfterTheEnd(End end) throws Exception {
        request.park();
        client.setCommitted(true);
        come(end);

        inAThread(() -> write("late")).join();

        assertThat(failure.get()).isInstanceOf(IOException.class).hasMessage("the request has ended");
        assertThat(client.text()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void failsWhicheverWayItIsWritten(Write way) throws Exception {
        request.park();
        request.complete();

        inAThread(() -> write(way)).join();

        assertThat(failure.get()).isInstanceOf(IOException.class).hasMessage("the request has ended");
        assertThat(client.text()).isEmpty();
        assertThat(client.isCommitted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void writesWhicheverWayItIsAskedFor(Write way) throws Exception {
        request.park();

        inAThread(() -> write(way)).join();

        assertThat(failure).hasNullValue();
    }

    @Test
    void letsTheContainersThreadAnswerAfterATimeOut() throws Exception {
        request.park();
        request.timeOut();

        request.dispatch((again, response) -> response.getOutputStream().write("the fallback".getBytes()));

        assertThat(client.text()).isEqualTo("the fallback");
    }

    /** Were it told at once, MVC might dispatch while the container ends the request. */
    @Test
    void tellsAWriterOfItsFailureWhenTheContainerHasEndedTheRequest() throws Exception {
        request.park();
        client.leave();
        AtomicReference<Thread> container = new AtomicReference<>();
        AtomicReference<Thread> writer = new AtomicReference<>();
        client.onWrite(() -> {
            writer.set(Thread.currentThread());
            container.set(inAThread(() -> {
                await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> isWaiting(writer.get()));
                events.add("ended");
                come(End.COMPLETION);
            }));
        });

        inAThread(() -> {
            write("lost");
            events.add("failed");
        }).join();
        container.get().join();

        assertThat(failure.get()).hasMessage("Broken pipe");
        assertThat(events).containsExactly("ended", "failed");
    }

    @Test
    void letsAWriterGoThatIsInterruptedWhileItWaits() throws Exception {
        AtomicReference<Thread> writer = new AtomicReference<>();
        AtomicReference<Boolean> restored = new AtomicReference<>();
        request.pass((started, response) -> {
            started.startAsync(started, response);
            writer.set(inAThread(() -> {
                write("never");
                restored.set(Thread.currentThread().isInterrupted());
            }));
            awaitWaiting(writer.get());

            writer.get().interrupt();

            join(writer.get());
        });

        assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(restored).hasValue(true);
        assertThat(client.text()).isEmpty();
        // an emitter ends nothing any more, and the container has seen no failure
        requests.sweep(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_100));
        assertThat(client.getStatus()).isEqualTo(503);
        assertThat(request.request().isAsyncStarted()).isFalse();
    }

    /** The container's thread is not the request's own any more. */
    @Test
    void writesNothingForAThreadThatHasServedTheRequestBefore() throws Exception {
        request.park();
        request.timeOut();
        request.complete();
        // Tomcat 7
        request.breakOff();

        write("another's");

        assertThat(failure.get()).hasMessage("the request has ended");
        assertThat(client.text()).isEmpty();
    }

    /** Tomcat marks its response as used by a writer, and keeps that for the next request, whose stream would be refused. */
    @Test
    void asksTheContainerForNoWriterAfterTheEnd() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        MockRequest other = new MockRequest(requests, "GET", "/a/1", new MockClient() {
            @Override
            public PrintWriter getWriter() {
                asked.set(true);
                return super.getWriter();
            }

            @Override
            public ServletOutputStream getOutputStream() {
                asked.set(true);
                return super.getOutputStream();
            }
        });
        other.park();
        other.complete();

        assertThatThrownBy(() -> other.response().getWriter()).hasMessage("the request has ended");
        assertThatThrownBy(() -> other.response().getOutputStream()).hasMessage("the request has ended");
        assertThat(asked).isFalse();
    }

    /** A worker that outlives its time-out would give its cookie to the client of the next request. */
    @Test
    void setsNothingAfterTheEnd() throws Exception {
        request.park();
        HttpServletResponse response = request.response();
        response.setHeader("X-Set", "in time");
        request.complete();

        response.addCookie(new Cookie("session", "of another"));
        response.setHeader("X-Set", "late");
        response.setStatus(500);
        response.sendError(500);
        response.reset();

        assertThat(client.getCookies()).isEmpty();
        assertThat(client.getHeader("X-Set")).isEqualTo("in time");
        assertThat(response.getStatus()).isEqualTo(200);
    }

    /** On ASYNC a filter that is mapped before the guard has the response that MVC has given to startAsync. */
    @Test
    void letsTheFiltersBeforeItWriteUntilTheEnd() throws Exception {
        request.park();
        request.dispatch((again, response) -> response.getOutputStream().write("answer".getBytes()));
        write(", and what a filter adds");
        assertThat(client.text()).isEqualTo("answer, and what a filter adds");

        request.complete();
        write("late");

        assertThat(failure.get()).hasMessage("the request has ended");
        assertThat(client.text()).isEqualTo("answer, and what a filter adds");
    }

    /** A thread for which the request's own waits, such as one that renders within a time limit. */
    @Test
    void letsAHelperOfTheRequestsThreadWriteAtOnceButNotAfterIt() throws Exception {
        request.pass((started, response) -> join(inAThread(() -> write("helped"))));
        assertThat(client.text()).isEqualTo("helped");

        inAThread(() -> write("late")).join();

        assertThat(failure.get()).hasMessage("the request has ended");
        assertThat(client.text()).isEqualTo("helped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAStopInPlaceOfWhatIsHalf(boolean text) throws Exception {
        AtomicBoolean byWriter = new AtomicBoolean(text);
        StringWriter writer = new StringWriter();
        MockClient half = new MockClient() {
            @Override
            public ServletOutputStream getOutputStream() {
                Assert.state(!byWriter.get(), "getWriter() has been called");
                return super.getOutputStream();
            }

            @Override
            public PrintWriter getWriter() {
                return text ? new PrintWriter(writer) : super.getWriter();
            }

            @Override
            public void reset() {
                super.reset();
                byWriter.set(false);
                writer.getBuffer().setLength(0);
            }
        };
        MockRequest other = new MockRequest(requests, "GET", "/a/1", half);
        other.pass((started, response) -> {
            ((HttpServletResponse) response).setHeader("Content-Length", "1000000");
            ((HttpServletResponse) response).setHeader("X-Request-Id", "1");
            if (text) {
                response.getWriter().write("half");
            } else {
                response.getOutputStream().write("half".getBytes());
            }
            started.startAsync(started, response);
        });

        End.STOP.come(other, requests);

        assertThat(half.getStatus()).isEqualTo(503);
        assertThat(half.getHeader("Content-Length")).isNull();
        assertThat(half.getHeader("X-Request-Id")).isEqualTo("1");
        assertThat(writer + half.text()).startsWith("{").endsWith("}");
    }

    @Test
    void isOneStreamForAllWhoWrite() throws Exception {
        request.park();

        assertThat(request.response().getOutputStream()).isSameAs(request.response().getOutputStream());
    }

    private void write(String text) {
        try {
            request.response().getOutputStream().write(text.getBytes());
        } catch (IOException ex) {
            failure.set(ex);
        }
    }

    private void write(Write way) {
        try {
            way.to(request.response());
        } catch (IOException ex) {
            failure.set(ex);
        }
    }

    private void come(End end) {
        try {
            end.come(request, requests);
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static Thread inAThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> isWaiting(thread));
    }

    /** Or is through, which the test then sees. */
    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.TERMINATED;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
