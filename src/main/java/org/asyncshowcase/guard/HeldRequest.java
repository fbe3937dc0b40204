package org.asyncshowcase.guard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.asyncshowcase.rooms.example.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StringUtils;

/**
 * One request, from its arrival until nobody waits for it any more. A room says what it writes, by {@link #begin}, and what
 * it holds, by {@link #onEnd}; everything else happens here, whichever room it is. Safe for any thread.
 */
public final class HeldRequest implements Requester {

    private static final Logger log = LoggerFactory.getLogger(HeldRequest.class);

    /**
     * A thread whose write fails tells the container first, and marks the response after that: were the request used again in
     * between, Tomcat would take the mark for the next request's. So the end waits for that thread, but not for ever.
     */
    private static final long WRITE_ENDS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A write may fail for the failure of an earlier request, and of that Tomcat 9 tells nobody: we end it, after this time. */
    private static final long CONTAINER_TELLS_WITHIN_MILLIS = 1_000;
    private static final long FAILED_WRITER_WAITS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final HeldRequests requests;
    private final HttpServletRequest request;
    private final HeldResponse response;
    private final String room;
    private final String path;
    private final String thread = Thread.currentThread().getName();

    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch complete = new CountDownLatch(1);
    private final List<Runnable> ends = new ArrayList<>();
    private final List<AsyncListener> others = new CopyOnWriteArrayList<>();
    private Runnable first = () -> { };
    private Runnable then;
    private boolean refused;
    private boolean parks;
    private volatile AsyncContext context;
    private volatile Thread dispatching;
    private volatile boolean ending;
    private volatile boolean timedOut;
    private volatile boolean forgotten;

    HeldRequest(HeldRequests requests, HttpServletRequest request, HttpServletResponse response) {
        this.requests = requests;
        this.request = request;
        this.response = new HeldResponse(response, this);
        this.room = room(request);
        this.path = request.getRequestURI();
    }

    /** From the path as the container has read it: who writes it in another way, as {@code //orders}, gets no room of his own. */
    private static String room(HttpServletRequest request) {
        String info = request.getPathInfo() == null ? "" : request.getPathInfo();
        String path = StringUtils.trimLeadingCharacter(request.getServletPath() + info, '/');
        int end = path.indexOf('/');
        return end < 0 ? path : path.substring(0, end);
    }

    /** By which MVC's interceptors know it. */
    abstract static class Guarded extends AsyncStartRequest {
        Guarded(HttpServletRequest request) {
            super(request);
        }
    }

    /** What a container's thread does in a dispatch. */
    interface Dispatch {
        void run() throws IOException, ServletException;
    }

    /**
     * Says what is written to the response. Called by the request's thread, in its handler.
     *
     * @param first called by the request's thread when MVC has taken the request over: what is sent before is held in memory
     * @param then called by a thread of the timer, which does not write itself, when others may
     */
    public void begin(Runnable first, Runnable then) {
        this.first = first;
        this.then = then;
    }

    /** The end is called once, when nobody waits for this request any more, however it ended; at once, if that is so already. */
    public void onEnd(Runnable end) {
        synchronized (ends) {
            if (!isOver()) {
                ends.add(end);
                return;
            }
        }
        end.run();
    }

    /**
     * Takes the request's place now, and not when it goes asynchronous: for a handler that does before that what cannot be undone.
     * Called by the request's thread, in its handler.
     *
     * @throws UnavailableException if there is no room
     */
    public void admit() {
        if (refused) {
            throw new UnavailableException("there is no room, as this example asks it to");
        }
        requests.admit(this);
    }

    /** Has this one request refused, as if there were no room for it. Called by the request's thread, in its handler. */
    public void refuse() {
        refused = true;
    }

    /** Whether only the headers of the answer are wanted. */
    public boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Whether it was answered, or its client has left. */
    public boolean isOver() {
        return over.getCount() == 0;
    }

    @Override
    public boolean awaitOver(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public String thread() {
        return thread;
    }

    /** The first part of its path below the application. */
    String room() {
        return room;
    }

    /** Its path as it came, percent-encoded. */
    String path() {
        return request.getRequestURI();
    }

    HeldResponse response() {
        return response;
    }

    /** What the application gets in place of the container's request. */
    HttpServletRequest request() {
        return new Guarded(request) {

            @Override
            protected void beforeStart() {
                admit();
            }

            /** MVC does so when it is told of the end; the container may have given the request to somebody else. */
            @Override
            public void removeAttribute(String name) {
                if (!forgotten) {
                    super.removeAttribute(name);
                }
            }

            /** The way to a JSP; Tomcat logs SEVERE where it has taken the paths away. */
            @Override
            public RequestDispatcher getRequestDispatcher(String path) {
                if (requests.isStopping()) {
                    throw new UnavailableException(HeldRequests.STOPS);
                }
                return super.getRequestDispatcher(path);
            }

            @Override
            protected AsyncContext started(AsyncContext started) {
                context = started;
                parks = true;
                started.addListener(new Listener());
                return Interceptor.before(started, AsyncContext.class, (method, arguments, call) -> {
                    if (method.equals("dispatch")) {
                        return dispatchUnlessOver(call);
                    }
                    if (method.equals("addListener")) {
                        arguments[0] = untilComplete((AsyncListener) arguments[0]);
                    }
                    return call.proceed();
                });
            }
        };
    }

    /**
     * Where the application stops, it is left to be answered when Spring is told of the stop. A time-out is answered here:
     * Tomcat has a 500 for one that is back without a dispatch, and SEVERE for its error page, the path of which is gone.
     */
    private Object dispatchUnlessOver(Interceptor.Call call) throws Throwable {
        if (ending) {
            return null;
        }
        try {
            if (!requests.isStopping()) {
                return call.proceed();
            }
        } catch (RuntimeException ex) {
            if (!requests.isStopping()) {
                throw ex;
            }
        }
        if (timedOut && isDispatching()) {
            requests.answerStop(this);
        }
        return null;
    }

    /**
     * Of an answer that cannot be sent any more Tomcat tells after the end, when MVC can only fail on it, with a trace each; and
     * who is told of a time-out that is answered already fails on that.
     */
    private AsyncListener untilComplete(AsyncListener listener) {
        AtomicBoolean told = new AtomicBoolean();
        AsyncListener guarded = Interceptor.before(listener, AsyncListener.class, (method, arguments, call) ->
                method.equals("onError") && complete.getCount() == 0 || method.equals("onTimeout") && ending
                        || method.equals("onComplete") && !told.compareAndSet(false, true) ? null : call.proceed());
        others.add(guarded);
        return guarded;
    }

    /** What a room does on completion hangs on it: where the container tells nobody of the end, it is told here. By the timer. */
    private void tellForgotten() {
        if (complete.getCount() > 0) {
            log.debug("The container has not told of the end of {}", path);
        }
        forgotten = true;
        for (AsyncListener each : others) {
            try {
                each.onComplete(new AsyncEvent(context));
            } catch (IOException | RuntimeException ex) {
                log.debug("Who was told of the end failed", ex);
            }
        }
    }

    /** Called by a container's thread, which is the only one to write until it is back. */
    void dispatch(Dispatch dispatch) throws IOException, ServletException {
        dispatching = Thread.currentThread();
        parks = false;
        try {
            dispatch.run();
            if (parks) {
                park();
            }
        } catch (IOException | ServletException | RuntimeException ex) {
            if (!requests.isStopping()) {
                throw ex;
            }
            log.debug("The application stops: what the answer needs is gone", ex);
            if (!parks) {
                requests.answerFailed(this);
            }
        } finally {
            dispatching = null;
            if (!parks) {
                over();
            }
        }
    }

    /** Called by the request's thread as the last thing that it does. */
    private void park() {
        if (context.getTimeout() <= 0) {
            context.setTimeout(requests.lifeMillis());
        }
        first.run();
        response.threadLeaves();
        if (then != null) {
            requests.later(then, HeldResponse.OTHERS_WRITE_AFTER_MILLIS);
        }
    }

    /** Whether MVC has taken the request over in this dispatch. */
    boolean isTakenOver() {
        return parks;
    }

    /** Whether the calling thread is the container's own, in a dispatch of this request. */
    boolean isDispatching() {
        return Thread.currentThread() == dispatching;
    }

    /** Called by the thread whose write has failed. */
    void writeFailed() {
        requests.later(this::endForgotten, CONTAINER_TELLS_WITHIN_MILLIS);
    }

    /** Called by the thread whose write has failed; it is not told before the container knows. */
    void awaitEndAfterFailure() {
        try {
            awaitComplete(FAILED_WRITER_WAITS_NANOS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by a container's thread, or where there was nothing to wait for by the request's own. */
    private void over() {
        List<Runnable> due;
        synchronized (ends) {
            over.countDown();
            due = new ArrayList<>(ends);
            ends.clear();
        }
        requests.dismiss(this);
        due.forEach(Runnable::run);
    }

    /** Called by a thread of the timer. */
    private void endForgotten() {
        if (complete.getCount() > 0) {
            giveUp();
            response.close();
            end(() -> { });
            requests.later(this::tellForgotten, CONTAINER_TELLS_WITHIN_MILLIS);
        }
    }

    /** Nobody waits any more: whoever writes may end what he has begun, and a result that is set leads to no dispatch. */
    void giveUp() {
        ending = true;
        over();
    }

    /**
     * Ends the request, unless it is over or in another thread's dispatch. This lock keeps it from being over, and used again by the container,
     * meanwhile. Called by a thread of the application.
     *
     * @param answer writes what fits the container's buffer, and does not wait for the client
     */
    synchronized void end(HeldResponse.Write answer) {
        Thread current = Thread.currentThread();
        ClassLoader ours = current.getContextClassLoader();
        try {
            if (complete.getCount() > 0 && (timedOut || request.isAsyncStarted())) {
                answer.run();
                // Tomcat 7 may start a thread for this; it would inherit our class loader, and keep it
                current.setContextClassLoader(HttpServletRequest.class.getClassLoader());
                context.complete();
            }
        } catch (IOException | IllegalStateException | NullPointerException ex) {
            // Tomcat 7 has a NullPointerException for a request that it has recycled
            log.debug("The container has ended the request itself", ex);
        } finally {
            current.setContextClassLoader(ours);
        }
    }

    void awaitComplete(long nanos) throws InterruptedException {
        complete.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** The first of the request's listeners: MVC's own, which may dispatch, come after it. */
    private final class Listener implements AsyncListener {

        /** MVC answers it, on this thread or in a dispatch. */
        @Override
        public void onTimeout(AsyncEvent event) {
            silenceOthers();
            // Tomcat 7 says of a request in its time-out that it is not asynchronous
            timedOut = true;
            if (requests.isStopping()) {
                requests.answerStop(HeldRequest.this);
            }
        }

        /** Of a connection that breaks before the request's thread has left, Tomcat tells no more than this. */
        @Override
        public void onError(AsyncEvent event) {
            silenceOthers();
            over();
            requests.later(HeldRequest.this::tellForgotten, CONTAINER_TELLS_WITHIN_MILLIS);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // before the writer whose write has failed is told: MVC does not know yet, and would dispatch
            ending = true;
            response.close();
            synchronized (HeldRequest.this) {
                complete.countDown();
            }
            over();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it is parked again, and has this listener
        }

        private void silenceOthers() {
            dispatching = Thread.currentThread();
            response.close();
            try {
                response.awaitSilence(WRITE_ENDS_WITHIN_NANOS);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
