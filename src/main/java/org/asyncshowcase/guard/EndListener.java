package org.asyncshowcase.guard;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/** What the container says of a request. The first of its listeners: MVC's, which may dispatch, come after it. */
final class EndListener implements AsyncListener {

    private final HeldRequest held;
    private final GuardFilter filter;

    EndListener(HeldRequest held, GuardFilter filter) {
        this.held = held;
        this.filter = filter;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        held.silenceOthers();
        held.timedOut();
        if (filter.isStopping()) {
            held.answerTimeout();
        } else {
            bringResult(held, false);
        }
    }

    /**
     * Brings a result that is there in a time-out, or is on its way from a {@code DeferredResult} to MVC. MVC leaves it to
     * the dispatch of the worker that has set it, which comes too late: Tomcat has answered 500 by then
     * (WebAsyncManager.setConcurrentResultAndDispatch and DeferredResultInterceptorChain.triggerAfterTimeout, Spring 5.2).
     * Called by a container's thread, before MVC hears of the time-out and after that.
     *
     * @param last whether no listener comes any more, and the container would answer
     */
    static void bringResult(HeldRequest held, boolean last) {
        Object attribute = held.request.getAttribute(WebAsyncUtils.WEB_ASYNC_MANAGER_ATTRIBUTE);
        WebAsyncManager mvc = attribute instanceof WebAsyncManager ? (WebAsyncManager) attribute : null;
        if (last && mvc != null && mvc.getConcurrentResultContext() != null && !mvc.hasConcurrentResult()) {
            held.awaitDispatch();
        }
        if (held.phase == Phase.TIMED_OUT && held.late != null) {
            held.resume(held.late);
        } else if (held.phase == Phase.TIMED_OUT && mvc != null && mvc.hasConcurrentResult()) {
            held.resume(held.context::dispatch);
        }
    }

    /**
     * Tomcat reports no more than this where a connection breaks before the request's thread has left; Tomcat 7 reports it
     * after the end too.
     */
    @Override
    public void onError(AsyncEvent event) {
        if (held.phase == Phase.COMPLETE || held.phase == Phase.FORGOTTEN) {
            return;
        }
        held.silenceOthers();
        held.endIsDue();
        held.enter(Phase.FAILED);
        filter.dismiss(held);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // before a writer that has failed goes on: MVC does not know yet, and would dispatch
        held.response.close();
        filter.dismiss(held);
        // Spring takes a lock at the end (since 5.3.33) that a writer holds, which may wait for one of the container's
        boolean written = held.response.isBeingWritten();
        held.completed(written ? Phase.FORGOTTEN : Phase.COMPLETE);
        if (!written) {
            filter.forget(held);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it is parked again, and has another one
    }
}
