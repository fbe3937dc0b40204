package org.asyncshowcase.doctor;

/** What is known of executors and time-outs, wherever they are set: in Spring XML, in server.xml, or in Java. */
final class Limits {

    static final String POOL = "a ThreadPoolTaskExecutor with corePoolSize, maxPoolSize and queueCapacity, that rejects what does not fit";
    private static final int MANY = 100_000;
    private static final long SECONDS = 100;
    private static final long LONG_MILLIS = 3_600_000;

    private final Findings findings;
    private final String file;

    Limits(Findings findings, String file) {
        this.findings = findings;
        this.file = file;
    }

    /**
     * @param queue places in the queue; empty where nobody says it, null where it is not known
     * @param threads as the queue
     */
    void pool(String place, String executor, String queue, String threads) {
        if (isUnbounded(queue)) {
            findings.warning(file, place, 3, executor.trim() + " has a queue without a bound: it never refuses, and never grows beyond its"
                    + " core size", "queueCapacity=\"100\", or queue-capacity");
        } else if (isUnbounded(threads)) {
            findings.warning(file, place, 3, executor.trim() + " has threads without a bound: when its queue is full, each task gets one",
                    "maxPoolSize=\"20\", or pool-size=\"20\"");
        }
    }

    private static boolean isUnbounded(String value) {
        return value != null && (value.isEmpty() || value.contains("MAX_VALUE")
                || value.matches("-?\\d+") && (value.length() > 9 || Integer.parseInt(value) >= MANY));
    }

    /**
     * @param policy a class, or what {@code <task:executor>} calls it; one that rejects is right
     * @param known whether requests are likely to wait for its tasks
     */
    void policy(String place, String policy, boolean known) {
        if (policy.matches("(?i).*CALLER_?RUNS(Policy)?")) {
            findings.warning(file, place, 3, "what does not fit is run by the thread that submits it: the container's thread does the work",
                    "ABORT (AbortPolicy), and 503 for TaskRejectedException");
        } else if (policy.matches("(?i).*DISCARD(_?OLDEST)?(Policy)?")) {
            findings.add(known ? "error" : "warning", file, place, 3, "what does not fit is thrown away: its Callable never runs, and its"
                    + " client waits for the time-out", "ABORT (AbortPolicy), and 503 for TaskRejectedException");
        }
    }

    /** An executor that is none, by the name of its class. */
    void executor(String place, String name, boolean limited) {
        if (name.equals("SyncTaskExecutor")) {
            findings.warning(file, place, 3, "SyncTaskExecutor runs each task on the thread that submits it: the container's", POOL);
        } else if (name.equals("SimpleAsyncTaskExecutor") && limited) {
            findings.warning(file, place, 3, "SimpleAsyncTaskExecutor blocks the thread that submits a task, the container's, when its"
                    + " concurrencyLimit is reached", POOL);
        } else {
            findings.warning(file, place, 3, name + " has no bound, of threads or of its queue", POOL);
        }
    }

    /**
     * @param value in ms, as it is written; a placeholder may be any
     * @param fix what to write instead
     */
    void timeout(String place, String what, String value, String fix) {
        if (value.isEmpty()) {
            findings.warning(file, place, 5, what + ": no time-out is set: it is the container's, 10 s on Tomcat 7, 30 s since 8.5", fix);
        } else if (!value.matches("-?\\d{1,19}")) {
            if (!value.contains("{")) {
                findings.error(file, place, 5, what + ": " + value + " is no number of milliseconds", fix);
            }
        } else if (Double.parseDouble(value) <= 0) {
            findings.warning(file, place, 5, what + ": " + value + " is never, and not the container's default: who is not answered is held"
                    + " for ever", fix);
        } else if (Double.parseDouble(value) < SECONDS) {
            findings.warning(file, place, 5, what + ": " + value + " ms: it is no number of seconds, and Tomcat looks once a second", fix);
        } else if (Double.parseDouble(value) > LONG_MILLIS) {
            findings.hint(file, place, 5, what + ": " + value + " ms are more than an hour: as good as never", fix);
        }
    }
}
