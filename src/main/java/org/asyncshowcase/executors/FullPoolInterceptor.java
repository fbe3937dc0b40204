package org.asyncshowcase.executors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * Fills an executor while a request submits its work to it, as a crowd of neighbours would. The crowd has left before
 * that request is answered, so that nobody else is refused for its sake.
 */
public final class FullPoolInterceptor implements AsyncHandlerInterceptor {

    private static final String CROWD = FullPoolInterceptor.class.getName() + ".CROWD";

    private final BoundedExecutor executor;
    private final Semaphore oneAtATime = new Semaphore(1);

    public FullPoolInterceptor(BoundedExecutor executor) {
        this.executor = executor;
    }

    /** Called for the REQUEST dispatch, and again for the ASYNC one, where there is nothing to do. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            oneAtATime.acquire();
            request.setAttribute(CROWD, new Crowd());
        }
        return true;
    }

    /** Called by the thread of preHandle once the work was submitted: the ASYNC dispatch begins after this. */
    @Override
    public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
            Object handler) throws Exception {
        dismiss(request);
    }

    /** Called at the end of the last dispatch; of the first one, if the handler refused the request. */
    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            Exception ex) throws Exception {
        dismiss(request);
    }

    private void dismiss(HttpServletRequest request) throws InterruptedException, ExecutionException {
        Crowd crowd = (Crowd) request.getAttribute(CROWD);
        if (crowd != null) {
            request.removeAttribute(CROWD);
            try {
                crowd.leave();
            } finally {
                oneAtATime.release();
            }
        }
    }

    /** Tasks that take every free thread and every place of the queue until they are told to leave. */
    private final class Crowd {

        private final CountDownLatch leave = new CountDownLatch(1);
        private final List<FutureTask<?>> tasks = new ArrayList<>();

        Crowd() {
            while (!executor.isFull()) {
                try {
                    tasks.add(executor.submit(this::stay));
                } catch (TaskRejectedException ex) {
                    // the queue is full, but a thread is about to take a task from it
                    Thread.yield();
                }
            }
        }

        private void stay() {
            try {
                leave.await();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }

        void leave() throws InterruptedException, ExecutionException {
            tasks.removeIf(executor.getThreadPoolExecutor()::remove);
            leave.countDown();
            for (FutureTask<?> running : tasks) {
                running.get();
            }
        }
    }
}
