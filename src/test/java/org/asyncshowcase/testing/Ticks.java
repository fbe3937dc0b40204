package org.asyncshowcase.testing;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

/** A quote every 200 ms, where the ticker is off: for tests that ask for what the next quote answers. */
public final class Ticks implements AutoCloseable {

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> ticks;

    public Ticks(App app) {
        ticks = scheduler.scheduleWithFixedDelay(() -> publish(app), 0, 200, MILLISECONDS);
    }

    private static void publish(App app) {
        try {
            app.publish("ACME");
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Throws what a quote could not be published for. */
    @Override
    public void close() throws Exception {
        scheduler.shutdown();
        scheduler.awaitTermination(Patience.PATIENCE.toSeconds(), SECONDS);
        if (ticks.isDone() && !ticks.isCancelled()) {
            ticks.get();
        }
    }
}
