package org.asyncshowcase.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * Measures the application beside the limit of its container, in turns: {@code mvn verify -Pbench}. Arguments:
 * {@code quick}, for a short run that proves no more than that it runs; {@code report}, to write tables and charts of the
 * last run again; and the names of sections, if not all.
 */
final class Benchmark {

    /** The sections that one Tomcat serves, and all of a quick run: the others start one or more each. */
    private static final List<String> SHARED = List.of("release", "streams", "requests", "export");

    private Benchmark() {
    }

    /** A part of the run, by its name. */
    private interface Section {

        void measure() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        List<String> words = Stream.of(args).flatMap(arg -> Stream.of(arg.split(","))).filter(word -> !word.isBlank()).toList();
        boolean quick = words.contains("quick");
        List<String> chosen = words.stream().filter(word -> !word.equals("quick")).toList();
        if (words.contains("report")) {
            new Report(Results.read(Path.of("docs/performance/rounds.csv")), "").write(true);
            return;
        }
        checkOpenFiles(quick ? 1_000 : 16_000);
        long begun = System.nanoTime();
        try (Run run = new Run(quick)) {
            Map<String, Section> sections = sections(run);
            if (!sections.keySet().containsAll(chosen)) {
                throw new IllegalArgumentException("There are these sections: " + sections.keySet());
            }
            for (Map.Entry<String, Section> section : sections.entrySet()) {
                boolean shared = SHARED.contains(section.getKey());
                if (chosen.contains(section.getKey()) || chosen.isEmpty() && (!quick || shared)) {
                    System.out.println(section.getKey() + ", " + secondsSince(begun) + " s");
                    if (!shared) {
                        run.stopShared();
                    }
                    section.getValue().measure();
                    run.results().print();
                }
            }
            new Report(run.results(), quick ? "quick: one short round of each, which says nothing" : "full")
                    .write(!quick && chosen.isEmpty());
        }
        System.out.println("done, " + secondsSince(begun) + " s");
    }

    private static Map<String, Section> sections(Run run) {
        Polls polls = new Polls(run);
        Streams streams = new Streams(run);
        Requests requests = new Requests(run);
        Map<String, Section> sections = new LinkedHashMap<>();
        sections.put("start", polls::start);
        sections.put("release", polls::release);
        sections.put("streams", streams::streams);
        sections.put("requests", requests::requests);
        sections.put("export", requests::export);
        sections.put("guard", requests::guard);
        sections.put("waiting", new Waiting(run)::waiting);
        sections.put("growth", new Growth(run)::growth);
        sections.put("heap", polls::heap);
        sections.put("dead", streams::dead);
        return sections;
    }

    /** A JVM raises its own limit to the highest that is allowed. */
    private static void checkOpenFiles(int needed) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < needed) {
            throw new IllegalStateException("Up to " + needed + " files are open, one for each connection, and "
                    + system.getMaxFileDescriptorCount() + " are allowed: see ulimit -Hn");
        }
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }
}
