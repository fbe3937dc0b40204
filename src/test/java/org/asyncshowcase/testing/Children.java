package org.asyncshowcase.testing;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that end with this JVM at the latest: a build that is broken off leaves none behind. */
final class Children {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Children::kill)));
    }

    private Children() {
    }

    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        ALIVE.add(process);
        process.onExit().thenRun(() -> ALIVE.remove(process));
        return process;
    }

    /**
     * As kill -9, its own children first: a script's end is that of the program which it waits for. One that has ended is
     * asked neither for its children nor by {@code onExit}: the JDK would mean whoever has its number now, be it a thread.
     */
    static void kill(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
