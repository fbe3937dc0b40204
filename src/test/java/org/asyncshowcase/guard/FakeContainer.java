package org.asyncshowcase.guard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.DispatcherType;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;

/**
 * Tomcat's rules for one asynchronous request (AsyncStateMachine), step by step on the test's thread. A time-out or a
 * failure after which no listener has dispatched or completed is answered by the container itself: the 500 that nobody
 * wants.
 */
final class FakeContainer {

    private enum State { STARTED, TIMING_OUT, FAILING, MUST_DISPATCH, DISPATCHED, COMPLETING, ENDED }

    private interface Told {
        void of(AsyncListener listener, AsyncEvent event) throws IOException;
    }

    private final MockClient response = new MockClient();
    /** What AsyncStateMachine synchronizes on: held while it reports the end. */
    private final Object machine = new Object();
    private final List<AsyncListener> listeners = new ArrayList<>();
    private final Request request = new Request();
    private final GuardFilter filter;
    private ServletRequest guarded;
    private ServletResponse gate;
    private State state;
    private int listener;
    int dispatches;
    boolean answered500;

    FakeContainer(GuardFilter filter) {
        this.filter = filter;
    }

    /** The REQUEST dispatch: MVC starts async processing, and the thread leaves. */
    AsyncContext park(AsyncListener mvc, long timeoutMillis) throws Exception {
        AsyncContext[] context = new AsyncContext[1];
        filter.doFilter(request, response, (wrapped, wrappedResponse) -> {
            guarded = wrapped;
            gate = wrappedResponse;
            context[0] = wrapped.startAsync(wrapped, wrappedResponse);
            context[0].addListener(mvc);
            context[0].setTimeout(timeoutMillis);
        });
        return context[0];
    }

    ServletRequest request() {
        return request;
    }

    MockClient response() {
        return response;
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    void timeOutBegins() throws IOException {
        begin(State.TIMING_OUT, AsyncListener::onTimeout);
    }

    void timeOutGoesOn() throws IOException {
        goOn(State.TIMING_OUT, AsyncListener::onTimeout);
    }

    void failureBegins() throws IOException {
        begin(State.FAILING, AsyncListener::onError);
    }

    void failureGoesOn() throws IOException {
        goOn(State.FAILING, AsyncListener::onError);
    }

    private void begin(State next, Told told) throws IOException {
        listener = 0;
        if (state == State.STARTED) {
            state = next;
            listener = 1;
            told.of(listeners.get(0), event());
        }
    }

    /** All listeners are told, whatever the first of them has done. */
    private void goOn(State current, Told told) throws IOException {
        if (listener > 0) {
            for (; listener < listeners.size(); listener++) {
                told.of(listeners.get(listener), event());
            }
            if (state == current) {
                answered500 |= current == State.TIMING_OUT;
                state = State.COMPLETING;
            }
        }
    }

    /** What a thread of the container does that finds something to do. */
    void work() throws Exception {
        if (state == State.MUST_DISPATCH) {
            state = State.DISPATCHED;
            dispatches++;
            request.setDispatcherType(DispatcherType.ASYNC);
            filter.doFilter(guarded, gate, (again, same) -> same.getOutputStream().write("answer".getBytes()));
            state = State.COMPLETING;
        }
        if (state == State.COMPLETING) {
            synchronized (machine) {
                state = State.ENDED;
                for (AsyncListener each : listeners) {
                    each.onComplete(event());
                }
            }
        }
    }

    private AsyncEvent event() {
        return new AsyncEvent(request.getAsyncContext());
    }

    private boolean isWaiting() {
        return state == State.STARTED || state == State.TIMING_OUT || state == State.FAILING;
    }

    private final class Request extends MockHttpServletRequest {

        private AsyncContext context;

        Request() {
            super("GET", "/a/1");
            setServletPath("/a/1");
        }

        @Override
        public AsyncContext startAsync(ServletRequest wrapped, ServletResponse wrappedResponse) {
            state = State.STARTED;
            context = new Context(wrapped, wrappedResponse);
            return context;
        }

        @Override
        public boolean isAsyncStarted() {
            return state == State.STARTED;
        }

        @Override
        public AsyncContext getAsyncContext() {
            return context;
        }
    }

    private final class Context extends MockAsyncContext {

        Context(ServletRequest request, ServletResponse response) {
            super(request, response);
        }

        @Override
        public void addListener(AsyncListener added) {
            listeners.add(added);
        }

        @Override
        public void dispatch() {
            next(State.MUST_DISPATCH);
        }

        @Override
        public void complete() {
            next(State.COMPLETING);
        }

        private void next(State next) {
            synchronized (machine) {
                if (!isWaiting()) {
                    throw new IllegalStateException("not valid in state " + state);
                }
                state = next;
            }
        }
    }
}
