package org.asyncshowcase.rooms.example;

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Does not interrupt work whose request has timed out: Spring 5.2 would take its exception for the answer. */
public final class CalmExecutor extends ThreadPoolTaskExecutor {

    @Override
    public Future<?> submit(Runnable task) {
        FutureTask<Object> calm = new FutureTask<Object>(task, null) {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                return super.cancel(false);
            }
        };
        execute(calm);
        return calm;
    }
}
