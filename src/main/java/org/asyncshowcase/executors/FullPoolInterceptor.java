package org.asyncshowcase.executors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * Fills an executor while a request submits its work to it, as a crowd of neighbours would: who submits at that very
 * moment is refused as well, who comes after the answer is not. Where real neighbours use the executor, one that ends at
 * that moment may leave its place to the request.
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
            Crowd crowd = new Crowd();
            request.setAttribute(CROWD, crowd);
            crowd.fill();
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

        /** Past the executor's own methods: these refusals are not counted. */
        void fill() {
            ThreadPoolExecutor pool = executor.getThreadPoolExecutor();
            while (!executor.isFull() && !pool.isShutdown()) {
                FutureTask<?> task = new FutureTask<>(this::stay, null);
                try {
                    pool.execute(task);
                    tasks.add(task);
                } catch (RejectedExecutionException ex) {
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
            leave.countDown();
            // those in the queue too: they cannot be taken out of it, there they are decorated
            for (FutureTask<?> task : tasks) {
                task.get();
            }
        }
    }
}
