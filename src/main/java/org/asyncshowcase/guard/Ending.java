package org.asyncshowcase.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.servlet.ServletResponse;
import javax.servlet.ServletResponseWrapper;
import javax.servlet.http.HttpServletResponse;

/** Ends requests from without: those that the container has forgotten, and all of them when the application stops. */
final class Ending {

    /** So that a line of a stream, which Spring writes in several parts, is whole, on a busy machine too. */
    private static final long LAST_LINE_MILLIS = 100;
    private static final long WRITES_END_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long ENDED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final GuardFilter filter;
    private final int retryAfterSeconds;

    Ending(GuardFilter filter, int retryAfterSeconds) {
        this.filter = filter;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** From now on no result leads to a dispatch, and the place is free. */
    void giveUp(HeldRequest held) {
        held.enter(Phase.ENDING);
        filter.dismiss(held);
    }

    /** What the container has not done in time is done here. Called by the guard's timer. */
    void sweep(HeldRequest held, long nowNanos) {
        if (held.phase == Phase.DISPATCHED || held.phase == Phase.STARTED || nowNanos - held.deadlineNanos < 0) {
            return;
        }
        if (held.phase.isAsync() || held.phase == Phase.TIMED_OUT) {
            giveUp(held);
            held.response.close();
            end(held);
            held.endIsDue();
        } else if (!held.response.isBeingWritten()) {
            filter.forget(held);
            held.tellOfTheEnd();
        }
    }

    /**
     * First nobody writes any more, then every request is answered: Tomcat dispatches no more to an application that stops,
     * and a result set now would become a 404 or a 500.
     */
    void stop(List<HeldRequest> open) {
        open.forEach(this::giveUp);
        try {
            TimeUnit.MILLISECONDS.sleep(LAST_LINE_MILLIS);
            open.forEach(held -> held.response.close());
            long until = System.nanoTime() + WRITES_END_WITHIN_NANOS;
            for (HeldRequest held : open) {
                held.response.awaitThreadLeft(until - System.nanoTime());
                held.response.awaitSilence(until - System.nanoTime());
            }
            open.forEach(this::end);
            until = System.nanoTime() + ENDED_WITHIN_NANOS;
            for (HeldRequest held : open) {
                held.complete.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the thread that times a request out, where there is no way to MVC any more. */
    void answerTimeout(HeldRequest held) {
        giveUp(held);
        end(held);
    }

    /**
     * Answers 503 and ends the request, unless it is complete, in another thread's dispatch, or ended here before: whoever
     * comes second finds that done. Called by a thread of the application.
     */
    private void end(HeldRequest held) {
        synchronized (held.ending) {
            try {
                if (answer(held)) {
                    // not in the lock of the request: the container has one of its own while it reports the end
                    outside(held.context::complete);
                }
            } catch (IllegalStateException | NullPointerException ex) {
                // Tomcat 7 has a NullPointerException for a request that it uses again
                GuardFilter.log.debug("The container has ended the request itself", ex);
            }
        }
    }

    /** The lock keeps the container from using the request again meanwhile. */
    private boolean answer(HeldRequest held) {
        synchronized (held) {
            if (!held.takeOver()) {
                return false;
            }
            // fails where the container uses the request again, and has told nobody
            held.context.getTimeout();
            try {
                outside(() -> write503(held));
            } catch (IOException | IllegalStateException ex) {
                GuardFilter.log.debug("The client has left, or a write has just come first", ex);
            }
            return true;
        }
    }

    /** A call into the container. */
    interface Call<E extends Exception> {
        void run() throws E;
    }

    /**
     * Tomcat 7 may start a thread for this call, which would inherit the application's class loader, and keep it: for a
     * dispatch, for an end, and for a write that fails.
     */
    static <E extends Exception> void outside(Call<E> call) throws E {
        Thread current = Thread.currentThread();
        ClassLoader ours = current.getContextClassLoader();
        current.setContextClassLoader(ServletResponse.class.getClassLoader());
        try {
            call.run();
        } finally {
            current.setContextClassLoader(ours);
        }
    }

    /** Called by the request's thread, in a dispatch that has failed because the application stops. */
    void replaceByStop(HeldRequest held) throws IOException {
        if (held.phase != Phase.FAILED) {
            write503(held);
        }
    }

    /**
     * A problem by RFC 9457; nothing is appended to what is committed. It fits the container's buffer, and does not wait for
     * the client.
     */
    private void write503(HeldRequest held) throws IOException {
        HttpServletResponse response = containersOwn(held.response);
        if (!response.isCommitted()) {
            dropContent(response);
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setIntHeader("Retry-After", retryAfterSeconds);
            response.setContentType("application/problem+json");
            String path = held.request.getRequestURI().replace("\\", "%5C").replace("\"", "%22");
            String problem = "{\"status\":503,\"title\":\"Service Unavailable\",\"detail\":\""
                    + filter.reason() + "\",\"path\":\"" + path + "\"}";
            response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What a handler had set is of the answer that is not to come: a length, a name. What the filters had set stays. */
    private static void dropContent(HttpServletResponse response) {
        Map<String, List<String>> others = new LinkedHashMap<>();
        for (String name : response.getHeaderNames()) {
            if (!name.startsWith("Content-") || name.equals("Content-Security-Policy")) {
                // Tomcat 7 lists a name once for each of its values
                others.put(name, new ArrayList<>(response.getHeaders(name)));
            }
        }
        response.reset();
        others.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }

    /** The filters have returned: what is written to their wrappers would stay there. */
    private static HttpServletResponse containersOwn(ServletResponse response) {
        ServletResponse innermost = response;
        while (innermost instanceof ServletResponseWrapper) {
            innermost = ((ServletResponseWrapper) innermost).getResponse();
        }
        return (HttpServletResponse) innermost;
    }
}
