package org.asyncshowcase.guard;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncListener;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * One request from its arrival until it is complete, and what may happen to it in each {@link Phase}. Safe for any thread.
 */
final class HeldRequest {

    /** How long the container may take for what it owes: a time-out, a dispatch, the end. */
    private static final long OVERDUE_AFTER_MILLIS = 15_000;
    /** How long it may take for the end of a request that has failed. Tomcat 9 may report a failed write to nobody. */
    private static final long ENDED_AFTER_MILLIS = 1_000;
    /**
     * A dispatch that meets the container's time-out costs the connection's next request its answer (Tomcat 8.5, 9, 11). So
     * a result that comes in the last moments waits for that time-out.
     */
    private static final long TIME_OUT_IS_NEAR_MILLIS = 50;
    /** How long it may take from a result to its dispatch: a few steps within MVC, on a busy machine. */
    private static final long DISPATCHED_AFTER_MILLIS = 2_000;

    final HttpServletRequest request;
    final HeldResponse response;
    /** The first part of its path below the application. */
    final String path;
    /** Counted down when the container has reported the end. */
    final CountDownLatch complete = new CountDownLatch(1);
    /** Set by {@link #enter} and its like alone. */
    volatile Phase phase = Phase.DISPATCHED;
    volatile AsyncContext context;
    /** When the container has had its time. */
    volatile long deadlineNanos;
    /** The dispatch of a result that has come so late that the time-out is to bring it. */
    volatile Runnable late;
    /** What an exception handler has answered in this dispatch, after MVC had gone asynchronous. */
    Throwable answeredFailure;
    /** The lock of those who end it from without, one after the other. */
    final Object ending = new Object();
    /** Guarded by the filter: whether it has a place. */
    boolean placed;
    private final GuardFilter filter;
    private final List<GuardedListener> listeners = new CopyOnWriteArrayList<>();
    /** In a time-out, and nobody of the application has dispatched or completed it. */
    private volatile boolean inTimeOut;
    private volatile Thread containersThread;
    private long startedNanos;
    /** When its thread has left; 0 where it is there, or all is counted. */
    private final AtomicLong leftNanos = new AtomicLong();

    HeldRequest(GuardFilter filter, HttpServletRequest request, HttpServletResponse response) {
        this.filter = filter;
        this.request = request;
        this.response = new HeldResponse(response, this);
        this.path = Places.path(request);
    }

    /** Whether the calling thread is the container's own, in a dispatch of this request or in its listeners. */
    boolean isContainers() {
        return Thread.currentThread() == containersThread;
    }

    /**
     * Called by a thread that is to answer it from without: whether the container waits for us, and nobody else has
     * answered. Tomcat 7 says of a request in its time-out that it is not asynchronous.
     */
    boolean takeOver() {
        boolean open = complete.getCount() > 0 && (inTimeOut || request.isAsyncStarted());
        inTimeOut = false;
        return open;
    }

    /** After an end nothing comes but a later one. */
    synchronized void enter(Phase next) {
        if (!phase.isOver() || next.compareTo(phase) > 0) {
            phase = next;
            notifyAll();
        }
    }

    private void due(long millis) {
        deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Called by a container's thread, which is the only one to write until it is back. */
    void dispatch(ServletRequest guarded, ServletResponse gate, FilterChain chain) throws IOException, ServletException {
        enter(Phase.DISPATCHED);
        inTimeOut = false;
        answeredFailure = null;
        containersThread = Thread.currentThread();
        countParked();
        long begun = System.nanoTime();
        boolean failed = true;
        try {
            chain.doFilter(guarded, gate);
            endWhereMvcHasFailed();
            failed = false;
        } finally {
            filter.containerNanos.add(System.nanoTime() - begun);
            leave(failed);
        }
    }

    /**
     * An emitter that cannot write what it was sent before its handler returned: MVC has gone asynchronous, has failed after
     * that, and ends nothing. The answer of the exception handler is complete, unless a part of another was sent before.
     */
    private void endWhereMvcHasFailed() throws ServletException {
        synchronized (this) {
            if (phase != Phase.STARTED || answeredFailure == null) {
                return;
            }
            if (response.isCommitted() && response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
                throw new ServletException("failed after it had gone asynchronous", answeredFailure);
            }
            filter.ending.giveUp(this);
        }
        Ending.outside(context::complete);
    }

    private synchronized void leave(boolean failed) {
        if (phase != Phase.DISPATCHED || context == null) {
            // else the filters before us have our response too, and may write until the container reports the end
            containersThread = null;
        }
        if (phase == Phase.DISPATCHED) {
            response.close();
            filter.dismiss(this);
            filter.forget(this);
        } else if (phase.isAsync() && failed) {
            response.close();
            due(OVERDUE_AFTER_MILLIS);
            phase = Phase.FAILED;
        } else if (phase == Phase.STARTED) {
            if (context.getTimeout() <= 0) {
                context.setTimeout(filter.lifeMillis);
            }
            // where the first bytes could not be written the end is due already
            if (!response.isClosed()) {
                due(context.getTimeout() + OVERDUE_AFTER_MILLIS);
            }
            leftNanos.set(System.nanoTime());
            phase = Phase.PARKED;
        }
        if (!phase.isAsync() && !request.isAsyncStarted()) {
            complete.countDown();
        }
        response.threadLeaves();
    }

    /** Called when it is dispatched again, and when it has ended. */
    void countParked() {
        long left = leftNanos.getAndSet(0);
        filter.parkedNanos.add(left == 0 ? 0 : System.nanoTime() - left);
    }

    /** Called by the request's thread. */
    synchronized void started(AsyncContext started) {
        context = started;
        startedNanos = System.nanoTime();
        late = null;
        listeners.clear();
        due(OVERDUE_AFTER_MILLIS);
        enter(Phase.STARTED);
        started.addListener(new EndListener(this, filter));
    }

    AsyncListener guard(AsyncListener listener) {
        GuardedListener guarded = new GuardedListener(listener, this);
        listeners.add(guarded);
        return guarded;
    }

    /** Whether the container calls it after all others. */
    boolean isLast(GuardedListener listener) {
        return listeners.indexOf(listener) == listeners.size() - 1;
    }

    /** Called by whoever has set a result. Where the application stops, the request is left to the answer of the stop. */
    void resume(Runnable dispatch) {
        if (!enterResumed(dispatch)) {
            return;
        }
        boolean answers = inTimeOut && isContainers();
        try {
            if (!filter.isStopping()) {
                inTimeOut = false;
                Ending.outside(dispatch::run);
                return;
            }
        } catch (RuntimeException ex) {
            if (!filter.isStopping()) {
                throw ex;
            }
        }
        if (answers) {
            inTimeOut = true;
            answerTimeout();
        }
    }

    /** Called by the container's thread in a time-out that nobody else answers: Tomcat's own answer would be 500. */
    void answerTimeout() {
        filter.ending.answerTimeout(this);
    }

    private synchronized boolean enterResumed(Runnable dispatch) {
        if (!phase.isResumable()) {
            return false;
        }
        if (phase == Phase.TIMED_OUT && !isContainers()) {
            late = dispatch;
            notifyAll();
            return false;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        boolean waits = phase.isAsync() && context.getTimeout() > 0
                && millis >= context.getTimeout() - TIME_OUT_IS_NEAR_MILLIS;
        late = waits ? dispatch : null;
        due(phase == Phase.FAILED ? ENDED_AFTER_MILLIS : OVERDUE_AFTER_MILLIS);
        phase = waits ? Phase.DUE : Phase.RESUMED;
        return !waits;
    }

    /** Called by the container's thread in a time-out, where a worker has a result that it has not dispatched yet. */
    synchronized void awaitDispatch() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DISPATCHED_AFTER_MILLIS);
        try {
            while (phase == Phase.TIMED_OUT && late == null && until - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the application. */
    void complete() {
        if (phase == Phase.TIMED_OUT) {
            enter(Phase.RESUMED);
            inTimeOut = false;
        }
        Ending.outside(context::complete);
    }

    /** From now on the calling thread, a container's, is the only one to write. */
    void silenceOthers() {
        containersThread = Thread.currentThread();
        response.closeAndAwaitSilence();
    }

    void timedOut() {
        inTimeOut = true;
        due(OVERDUE_AFTER_MILLIS);
        enter(Phase.TIMED_OUT);
    }

    /** Called by a thread that knows of a failure, or has ended the request: the container's end is to follow. */
    void endIsDue() {
        due(ENDED_AFTER_MILLIS);
    }

    /** Called by a container's thread. */
    synchronized void completed(Phase end) {
        due(0);
        enter(end);
        containersThread = null;
        response.end();
        complete.countDown();
    }

    /** Tells those listeners of the end that have not heard of it. */
    void tellOfTheEnd() {
        enter(Phase.FORGOTTEN);
        containersThread = null;
        listeners.forEach(each -> each.completeLate(context));
    }
}
