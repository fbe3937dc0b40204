package org.asyncshowcase.house.doctor;

/** What is known of executors and time-outs, wherever they are set: in Spring XML, in server.xml, or in Java. */
final class Limits {

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
            findings.add(file, place, "pool.queue", executor.trim());
        } else if (isUnbounded(threads)) {
            findings.add(file, place, "pool.threads", executor.trim());
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
            findings.add(file, place, "pool.caller-runs");
        } else if (policy.matches("(?i).*DISCARD(_?OLDEST)?(Policy)?") && known) {
            findings.add(file, place, "pool.drops");
        } else if (policy.matches("(?i).*DISCARD(_?OLDEST)?(Policy)?")) {
            findings.add(file, place, "pool.may-drop");
        }
    }

    /** An executor that is none, by the name of its class. */
    void executor(String place, String name, boolean limited) {
        if (name.equals("SyncTaskExecutor")) {
            findings.add(file, place, "pool.sync");
        } else if (name.equals("SimpleAsyncTaskExecutor") && limited) {
            findings.add(file, place, "pool.blocks");
        } else {
            findings.add(file, place, "pool.unbounded", name);
        }
    }

    /**
     * @param value in ms, as it is written; a placeholder may be any
     * @param fix what to write instead
     */
    void timeout(String place, String what, String value, String fix) {
        if (value.isEmpty()) {
            findings.add(file, place, "timeout.container", what, fix);
        } else if (!value.matches("-?\\d{1,19}")) {
            if (!value.contains("{")) {
                findings.add(file, place, "timeout.no-number", what, value, fix);
            }
        } else if (Double.parseDouble(value) <= 0) {
            findings.add(file, place, "timeout.never", what, value, fix);
        } else if (Double.parseDouble(value) < SECONDS) {
            findings.add(file, place, "timeout.short", what, value, fix);
        } else if (Double.parseDouble(value) > LONG_MILLIS) {
            findings.add(file, place, "timeout.long", what, value, fix);
        }
    }
}
