package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.asyncshowcase.benchmark.Side.NETTY;
import static org.asyncshowcase.benchmark.Side.RAW;
import static org.asyncshowcase.benchmark.Side.SPRING;
import static org.asyncshowcase.benchmark.Side.WAR;

/**
 * docs/performance.md, its charts and its CSV. The prose is the document's own; what is between
 * {@code <!-- run: NAME -->} and {@code <!-- end -->} comes from the run.
 */
final class Report {

    private static final Path DOCUMENT = Path.of("docs/performance.md");
    /** These quote it. */
    private static final List<String> QUOTING = List.of("which.md", "lift.md", "webflux.md");
    private static final Pattern PART = Pattern.compile("(<!-- run: (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);
    /** A cost that grows faster than its clients by this power bends. */
    private static final double BENT = 1.15;
    private static final List<String> IN_ONE_TOMCAT = List.of(RAW, SPRING, WAR);

    private final Results results;
    private final String run;

    /** @param run what kind it was, or empty if it was an earlier one: then the document has its machine already */
    Report(Results results, String run) {
        this.results = results;
        this.run = run;
    }

    /** @param documented into docs, and not only into target */
    void write(boolean documented) throws IOException {
        for (Path docs : documented ? List.of(Server.BASE, DOCUMENT.getParent()) : List.of(Server.BASE)) {
            Path figures = docs.resolve("performance");
            Files.createDirectories(figures);
            for (String name : Stream.concat(Stream.of("performance.md"), QUOTING.stream()).toList()) {
                String text = Files.readString(DOCUMENT.resolveSibling(name));
                Files.writeString(docs.resolve(name), PART.matcher(text).replaceAll(part ->
                        Matcher.quoteReplacement(run.isEmpty() && part.group(2).equals("machine") ? part.group()
                                : part.group(1) + "\n" + part(part.group(2)) + "\n" + part.group(3))));
            }
            results.writeCsv(figures.resolve("rounds.csv"));
            for (Map.Entry<String, String> chart : charts().entrySet()) {
                Files.writeString(figures.resolve(chart.getKey() + ".svg"), chart.getValue());
            }
            System.out.println("wrote " + docs);
        }
    }

    private String part(String name) {
        return switch (name) {
            case "machine" -> machine();
            case "goals" -> table(Goals.HEAD, new Goals(results).rows());
            case "release" -> sides(whats("release of", "parking", "length"), RAW, SPRING, WAR, NETTY);
            case "streams" -> sides(whats("deliveries", "median delay", "99th"), RAW, SPRING, WAR, NETTY);
            case "requests" -> figures(List.of(Requests.RATE, Requests.CPU));
            case "guard" -> figures(whats("guard:")) + price();
            case "async" -> needed();
            case "waiting" -> waiting() + withoutVirtualThreads();
            case "growth" -> growth() + bends();
            case "heap" -> figures(whats("heap a waiting"));
            case "export" -> figures(whats("export", "heap grown"));
            case "start" -> sides(whats("start", "first answer"), "Tomcat alone", RAW, SPRING, WAR);
            case "dead" -> sides(whats("dead readers"), "the living alone", "beside the dead");
            case "webflux" -> webflux();
            default -> throw new IllegalStateException("No part " + name);
        };
    }

    private List<String> whats(String... prefixes) {
        return results.whats().stream().filter(what -> Stream.of(prefixes).anyMatch(what::startsWith)).toList();
    }

    private String machine() {
        return table(List.of("", ""), List.of(
                List.of("processor", Runtime.getRuntime().availableProcessors() + " cores of " + firstOf("/proc/cpuinfo", "model name")
                        + ", shared by server and client"),
                List.of("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", memory "
                        + firstOf("/proc/meminfo", "MemTotal")),
                List.of("Tomcat, Netty", "JDK " + System.getProperty("java.runtime.version") + ", heap " + Server.HEAP
                        + ", the JDK's own choice of a collector"),
                List.of("Tomcat", Server.TOMCAT + ", NIO connector, 200 threads where nothing else is said"),
                List.of("virtual threads", Server.java25().isPresent() ? "JDK 25" : "not measured: no JDK 25 was found"),
                List.of("run", run)));
    }

    private static String withoutVirtualThreads() {
        return Server.java25().isPresent() ? "" : "\nNothing on virtual threads: no JDK 25 was found.\n";
    }

    /** The value of the first line that begins so. */
    private static String firstOf(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name)).findFirst().orElse(":unknown").split(":", 2)[1].trim();
        } catch (IOException ex) {
            return "an unknown kind";
        }
    }

    /** What the guard adds to a pattern. */
    private String price() {
        return results.of(Requests.GUARD_HEAP, Requests.GUARDED).isEmpty() ? "" : "\nWhat the guard adds: to a Callable, in µs of processor time, "
                + added(Requests.CALLABLE_CPU, 1) + "; to a DeferredResult, in µs, " + added(Requests.DEFERRED_CPU, 1)
                + "; to each waiting request, in bytes of heap, " + added(Requests.GUARD_HEAP, 1024) + ".\n";
    }

    private String added(String what, int factor) {
        List<Double> bare = results.of(what, Requests.BARE);
        List<Double> guarded = results.of(what, Requests.GUARDED);
        return Goals.text(IntStream.range(0, bare.size())
                .mapToObj(round -> (guarded.get(round) - bare.get(round)) * factor).toList());
    }

    private static String atMost(String what) {
        return Waiting.MOST + " clients: " + what;
    }

    /** The sentences that other documents quote. */
    private String needed() {
        List<String> lines = new ArrayList<>();
        for (String side : Waiting.SIDES) {
            if (!results.of(atMost(Waiting.LAST), side).isEmpty()) {
                lines.add(String.format(Locale.ROOT, "- %s: the last answer comes after %s ms, another request waits %s ms;%n"
                        + "  %s threads are there, and %s MB of heap are held.%n", side, median(atMost(Waiting.LAST), side),
                        median(atMost(Waiting.NEIGHBOUR), side), median(atMost(Waiting.THREADS), side),
                        median(atMost(Waiting.HEAP), side)));
            }
        }
        return lines.isEmpty() ? "Not measured.\n" : String.format(Locale.ROOT,
                "When %,d clients ask at once for what takes %d ms:%n%n", Waiting.MOST, Waiting.WORK_MILLIS) + String.join("", lines);
    }

    private String waiting() {
        List<List<String>> rows = new ArrayList<>();
        List<String> figures = List.of(Waiting.LAST, Waiting.NEIGHBOUR, Waiting.THREADS, Waiting.HEAP);
        for (int count : Waiting.COUNTS) {
            for (String side : Waiting.SIDES) {
                List<String> row = new ArrayList<>(List.of(number(count), side));
                figures.forEach(each -> row.add(median(count + " clients: " + each, side)));
                if (!String.join("", row.subList(2, row.size())).isEmpty()) {
                    rows.add(row);
                }
            }
        }
        return table(List.of("clients", "", "the last answer, ms", "another request, beside them, ms",
                "threads of the process", "heap held, MB"), rows);
    }

    private String webflux() {
        String heap = "heap a waiting request";
        String events = "deliveries to 1000 readers";
        String threads = atMost(Waiting.THREADS);
        return table(List.of("", "async-showcase on Tomcat", "WebFlux twin on Netty"), List.of(
                List.of("heap of a request that waits, KiB", median(heap, WAR), median(heap, NETTY)),
                List.of(String.format(Locale.ROOT, "threads, while %,d clients wait: Callable", Waiting.MOST),
                        median(threads, Waiting.CALLABLE), median(threads, NETTY)),
                List.of("the same: DeferredResult", median(threads, Waiting.DEFERRED), median(threads, NETTY)),
                List.of("events a second to 1,000 readers", median(events, WAR), median(events, NETTY))));
    }

    /** By the number of clients. */
    private TreeMap<Integer, Double> growth(String what, String side) {
        TreeMap<Integer, Double> values = new TreeMap<>();
        whats(what + " of ").stream().filter(each -> !results.of(each, side).isEmpty())
                .forEach(each -> values.put(countOf(each), results.median(each, side)));
        return values;
    }

    private static int countOf(String what) {
        return Integer.parseInt(what.replaceAll("\\D", ""));
    }

    private String growth() {
        List<Integer> counts = whats("growth: ").stream().map(Report::countOf).distinct().sorted().toList();
        List<List<String>> rows = new ArrayList<>();
        for (String what : Growth.WHATS) {
            for (String side : IN_ONE_TOMCAT) {
                TreeMap<Integer, Double> values = growth(what, side);
                if (!values.isEmpty()) {
                    List<String> row = new ArrayList<>(List.of(what.replace("growth: ", "") + ", "
                            + results.unit(what + " of " + values.firstKey()) + ": " + side));
                    counts.forEach(count -> row.add(values.containsKey(count) ? number(values.get(count)) : ""));
                    row.add(decimal(GrowthChart.exponent(values)));
                    rows.add(row);
                }
            }
        }
        List<String> head = new ArrayList<>(List.of(""));
        counts.forEach(count -> head.add(number(count)));
        head.add("exponent");
        return table(head, rows);
    }

    /** What bends first: between which two numbers of clients a cost of ours begins to grow faster than they do. */
    private String bends() {
        if (growth(Growth.RELEASE, WAR).size() < 2) {
            return "";
        }
        int most = growth(Growth.RELEASE, WAR).lastKey();
        TreeMap<Integer, List<String>> bends = new TreeMap<>();
        for (String what : Growth.WHATS) {
            TreeMap<Integer, Double> values = growth(what, WAR);
            for (int count : values.tailMap(values.firstKey(), false).keySet()) {
                int before = values.lowerKey(count);
                double slope = GrowthChart.exponent(values.subMap(before, true, count, true));
                boolean noisy = IntStream.of(before, count)
                        .anyMatch(each -> Goals.isNoisy(results.of(what + " of " + each, WAR)));
                if (slope > BENT && !noisy) {
                    bends.computeIfAbsent(count, missing -> new ArrayList<>())
                            .add(String.format(Locale.ROOT, "%s, from %,d to %,d clients with an exponent of %.2f",
                            what.replace("growth: ", ""), before, count, slope));
                }
            }
        }
        return "\n" + (bends.isEmpty() ? "Nothing of async-showcase bends up to " + number(most) + " clients"
                : "What bends first with async-showcase: " + String.join("; ", bends.firstEntry().getValue()))
                + " (an exponent above " + BENT + ", by rounds that are not too noisy to tell)."
                + (most < Growth.MOST ? " For " + number(Growth.MOST) + " clients the machine has too few open files"
                + " (`ulimit -Hn`), or less than 10 GB of memory: " + number(most) + " are what it can." : "")
                + "\n";
    }

    /** A row for each figure, a column for each side. */
    private String sides(List<String> whats, String... sides) {
        List<List<String>> rows = new ArrayList<>();
        for (String what : whats) {
            List<String> row = new ArrayList<>(List.of(what + ", " + results.unit(what)));
            Stream.of(sides).forEach(side -> row.add(median(what, side)));
            rows.add(row);
        }
        return table(Stream.concat(Stream.of(""), Stream.of(sides)).toList(), rows);
    }

    /** A row for each side, a column for each figure. */
    private String figures(List<String> whats) {
        List<List<String>> rows = new ArrayList<>();
        whats.stream().flatMap(what -> results.sides(what).stream()).distinct().forEach(side -> {
            List<String> row = new ArrayList<>(List.of(side));
            whats.forEach(what -> row.add(median(what, side)));
            rows.add(row);
        });
        return table(Stream.concat(Stream.of(""), whats.stream().map(what -> what.replaceFirst("^.*: ", "")
                + (results.unit(what).isEmpty() ? "" : ", " + results.unit(what)))).toList(), rows);
    }

    private String median(String what, String side) {
        double median = results.median(what, side);
        // what has no unit is counted
        return Double.isNaN(median) ? "" : number(results.unit(what).isEmpty() ? Math.rint(median) : median);
    }

    private static String table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "Not measured.\n";
        }
        return Stream.of(Stream.of(head), Stream.of(head.stream().map(cell -> "---").toList()), rows.stream()).flatMap(lines -> lines)
                .map(row -> "| " + String.join(" | ", row) + " |\n").collect(Collectors.joining());
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 || value == Math.rint(value) ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** As SVG, by their names. */
    private Map<String, String> charts() {
        Map<String, Chart> bars = new LinkedHashMap<>();
        bars.put("release", chart("One quote releases N polls: time for each", "µs", whats("release of"),
                (what, side) -> 1_000 * results.median(what, side) / countOf(what)));
        bars.put("streams", chart("99th percentile of an event's delay", "ms", whats("99th"), results::median));
        bars.put("requests", byName("Short requests a second, 8 connections", Requests.RATE));
        Chart neighbour = new Chart(String.format(Locale.ROOT,
                "How long a short request waits beside %,d clients whose work takes %d ms", Waiting.MOST,
                Waiting.WORK_MILLIS), "ms");
        List.of(Waiting.BLOCKING, Waiting.CALLABLE).stream()
                .filter(side -> !results.of(atMost(Waiting.NEIGHBOUR), side).isEmpty())
                .forEach(side -> neighbour.add(side, side, results.median(atMost(Waiting.NEIGHBOUR), side)));
        bars.put("neighbour", neighbour);
        bars.put("waiting", byName(String.format(Locale.ROOT, "%,d clients whose work takes %d ms: until all are answered",
                Waiting.MOST, Waiting.WORK_MILLIS), atMost(Waiting.LAST)));
        bars.put("heap", byName("Heap that a waiting request holds", "heap a waiting request"));
        Chart start = new Chart("Start, and ours by its parts", "ms");
        results.sides("start").stream().filter(side -> !side.equals(WAR))
                .forEach(side -> start.add(side, side, results.median("start", side)));
        bars.put("start", start);
        Map<String, Double> parts = new LinkedHashMap<>();
        whats("start: ").forEach(what -> parts.put(what.replace("start: ", ""), results.median(what, WAR)));
        if (!parts.isEmpty()) {
            parts.put("first answer", results.median("first answer", WAR));
            start.stack(WAR, WAR, parts);
        }
        bars.values().removeIf(Chart::isEmpty);
        Map<String, String> charts = new LinkedHashMap<>();
        bars.forEach((name, chart) -> charts.put(name, chart.svg()));
        for (String what : Growth.WHATS) {
            String unit = whats(what + " of ").stream().findFirst().map(results::unit).orElse("");
            GrowthChart chart = new GrowthChart("How it grows with the clients: " + what.replace("growth: ", ""), unit);
            IN_ONE_TOMCAT.stream().filter(side -> !growth(what, side).isEmpty())
                    .forEach(side -> chart.add(side, growth(what, side)));
            charts.put(what.replaceFirst("growth: (an )?(\\w+).*", "growth-$2"), chart.svg());
        }
        return charts;
    }

    /** Gives the length of a bar. */
    private interface Length {

        double of(String what, String side);
    }

    /** For each figure all sides. */
    private Chart chart(String title, String unit, List<String> whats, Length length) {
        Chart chart = new Chart(title, unit);
        whats.forEach(what -> results.sides(what).forEach(side -> chart.add(what, side, length.of(what, side))));
        return chart;
    }

    private Chart byName(String title, String what) {
        Chart chart = new Chart(title, results.unit(what));
        results.sides(what).forEach(name -> chart.add(name, name, results.median(what, name)));
        return chart;
    }
}
