package org.asyncshowcase.broken;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.DispatcherType;
import javax.servlet.ServletException;
import javax.servlet.ServletOutputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What Servlet 3.0 forbids, a handler each. Nothing here is to be copied. */
@Controller
public class ContainerMistakes {

    private final Executor workers;

    ContainerMistakes(@Qualifier("workers") Executor workers) {
        this.workers = workers;
    }

    /** Behind a filter without async-supported. */
    @GetMapping("/unsupported/start")
    void starts(HttpServletRequest request, HttpServletResponse response) {
        request.startAsync();
    }

    @GetMapping("/not-started")
    void asksForAContextThatIsNotThere(HttpServletRequest request, HttpServletResponse response) {
        request.getAsyncContext();
    }

    @GetMapping("/start-twice")
    void startsTwice(HttpServletRequest request, HttpServletResponse response) {
        request.startAsync();
        request.startAsync();
    }

    @GetMapping("/complete-twice")
    void completesTwice(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.complete();
        async.complete();
    }

    @GetMapping("/dispatch-twice")
    void dispatchesTwice(HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            AsyncContext async = request.startAsync();
            async.dispatch();
            async.dispatch();
        }
    }

    @GetMapping("/dispatch-and-complete")
    void dispatchesAndCompletes(HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            AsyncContext async = request.startAsync();
            async.dispatch();
            async.complete();
        }
    }

    @GetMapping("/dispatch-and-fail")
    void dispatchesAndFails(HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            request.startAsync().dispatch();
            throw new IllegalArgumentException("after the dispatch");
        }
    }

    @GetMapping("/complete-late")
    void completesAgainAfterTheEnd(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.complete();
        Workers.runUntilItFails(workers, () -> {
            async.getTimeout();
            return null;
        });
    }

    /** The context is kept after a write has failed. onComplete waits, so that the worker has the time to do so. */
    @GetMapping("/after-error")
    void usesTheContextAfterAnError(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        CountDownLatch used = new CountDownLatch(1);
        async.addListener(new Waiting(used));
        Workers.run(workers, () -> {
            try {
                return writesUntilItFails(response.getOutputStream());
            } catch (IOException ex) {
                return Workers.repeat(async::getResponse);
            } finally {
                used.countDown();
            }
        });
    }

    @GetMapping("/kept-request")
    void keepsTheRequest(HttpServletRequest request, HttpServletResponse response) {
        Workers.runUntilItFails(workers, () -> request.getMethod());
    }

    @GetMapping("/kept-response")
    void keepsTheResponse(HttpServletRequest request, HttpServletResponse response) {
        Workers.runUntilItFails(workers, () -> response.isCommitted());
    }

    @GetMapping("/kept-output")
    void keepsTheOutput(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletOutputStream output = response.getOutputStream();
        Workers.runUntilItFails(workers, () -> {
            // no byte: it may reach the next one's client
            output.write(new byte[0]);
            return null;
        });
    }

    @GetMapping("/closed-output")
    void writesToTheClosedOutput(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getOutputStream().close();
        response.getOutputStream().write('x');
    }

    @GetMapping("/output-and-writer")
    void takesTheOutputAndTheWriter(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getOutputStream();
        response.getWriter();
    }

    @GetMapping("/writer-and-output")
    void takesTheWriterAndTheOutput(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter();
        response.getOutputStream();
    }

    @GetMapping("/late-redirect")
    void redirectsLate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.flushBuffer();
        response.sendRedirect("/broken/elsewhere");
    }

    @GetMapping("/late-forward")
    void forwardsLate(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        response.flushBuffer();
        request.getRequestDispatcher("/elsewhere").forward(request, response);
    }

    @GetMapping("/late-session")
    void asksForASessionLate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.flushBuffer();
        request.getSession();
    }

    /** To a client that leaves, or does not read. */
    @GetMapping({"/left", "/reset", "/stalled"})
    void writesOn(HttpServletRequest request, HttpServletResponse response) {
        Workers.run(Runnable::run, () -> writesUntilItFails(response.getOutputStream()));
    }

    private static Void writesUntilItFails(ServletOutputStream output) throws Exception {
        byte[] bytes = new byte[8_192];
        return Workers.repeat(() -> {
            output.write(bytes);
            output.flush();
            return null;
        });
    }

    /** A thread that nobody ends; what it needs is loaded when it needs it. */
    @GetMapping("/forgotten-thread")
    void forgetsAThread(HttpServletRequest request, HttpServletResponse response) {
        Callable<?> load = () -> {
            Thread.sleep(20);
            try {
                return Class.forName("org.asyncshowcase.broken.Missing" + System.nanoTime());
            } catch (ClassNotFoundException | NullPointerException ex) {
                // Tomcat 7 throws the latter while it closes the JARs
                return null;
            }
        };
        new Thread(() -> Workers.run(Runnable::run, () -> Workers.repeat(load)), "forgotten").start();
    }

    private static final class Waiting implements AsyncListener {

        private final CountDownLatch latch;

        Waiting(CountDownLatch latch) {
            this.latch = latch;
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            try {
                latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
        }

        @Override
        public void onError(AsyncEvent event) {
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
        }
    }
}
