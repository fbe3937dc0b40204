package org.asyncshowcase.broken;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Threads that go on with what they have been given, and log how it ends, as any application would. */
final class Workers {

    private static final Logger LOG = Logger.getLogger("broken");
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private Workers() {
    }

    static void run(Executor executor, Callable<?> work) {
        executor.execute(() -> {
            try {
                work.call();
            } catch (Exception ex) {
                LOG.log(Level.SEVERE, "The worker failed", ex);
            }
        });
    }

    /** Again and again: it fails when the request is over, and not before. */
    static void runUntilItFails(Executor executor, Callable<?> work) {
        run(executor, () -> repeat(work));
    }

    static Void repeat(Callable<?> work) throws Exception {
        for (long end = System.nanoTime() + PATIENCE_NANOS; System.nanoTime() < end; Thread.yield()) {
            work.call();
        }
        return null;
    }
}
