package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.asyncshowcase.benchmark.Run.SMALL;
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
    private static final String NEIGHBOUR = "1,000 clients: another request, beside them";
    private static final Pattern PART = Pattern.compile("(<!-- run: (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    /** What a quotient says: how often the limit's time was taken, or what part of its rate was reached. */
    private enum Sense { TIME, RATE, SHARE }

    /** A figure of one side over the same of another, what that is of Spring MVC alone, and what it should come to. */
    private record Ratio(String title, String what, String side, String spring, String limit, Sense sense, double goal) {

        Ratio(String what, Sense sense, double goal) {
            this(what, what, WAR, SPRING, RAW, sense, goal);
        }

        boolean reached(double ratio) {
            return sense == Sense.SHARE ? ratio >= goal : ratio <= goal;
        }
    }

    private static final List<Ratio> RATIOS = List.of(
            new Ratio("release of 100", Sense.TIME, 1.25),
            new Ratio("release of 1000", Sense.TIME, 1.25),
            new Ratio("release of 7000", Sense.TIME, 1.25),
            new Ratio("release of 1000, cold", Sense.TIME, 1.5),
            new Ratio("parking 7000", Sense.TIME, 1.1),
            new Ratio("deliveries to 100 readers", Sense.RATE, 1.25),
            new Ratio("deliveries to 1000 readers", Sense.RATE, 1.25),
            new Ratio("99th percentile of the delay of 100 readers", Sense.TIME, 1.25),
            new Ratio("99th percentile of the delay of 1000 readers", Sense.TIME, 1.25),
            new Ratio("Callable over `startAsync`, a pool and `dispatch()`", "requests a second",
                    "Callable", SPRING + ", Callable", "raw startAsync, dispatch", Sense.RATE, 1.25),
            new Ratio("Callable over the blocking twin: part of its requests a second", "requests a second",
                    "Callable", "", "blocking", Sense.SHARE, 0.7),
            new Ratio("a timeline that nobody asks for: part of the requests a second without it",
                    "requests a second with timelines", "off", "", "not in the WAR", Sense.SHARE, 0.99),
            new Ratio("heap a waiting request", Sense.TIME, 1.05),
            new Ratio("heap a waiting request, with small buffers over Tomcat's default", "heap a waiting request",
                    WAR + SMALL, "", WAR, Sense.TIME, 0.5));

    private final Results results;
    private final boolean quick;

    Report(Results results, boolean quick) {
        this.results = results;
        this.quick = quick;
    }

    /** @param documented into docs, and not only into target */
    void write(boolean documented) throws IOException {
        String text = PART.matcher(Files.readString(DOCUMENT)).replaceAll(part ->
                Matcher.quoteReplacement(part.group(1) + "\n" + part(part.group(2)) + "\n" + part.group(3)));
        write(text, Server.BASE.resolve("performance.md"));
        if (documented) {
            write(text, DOCUMENT);
        }
    }

    private void write(String text, Path document) throws IOException {
        Path figures = document.resolveSibling("performance");
        Files.createDirectories(figures);
        Files.writeString(document, text);
        results.writeCsv(figures.resolve("rounds.csv"));
        for (Map.Entry<String, Chart> chart : charts().entrySet()) {
            Files.writeString(figures.resolve(chart.getKey() + ".svg"), chart.getValue().svg());
        }
        System.out.println("wrote " + document);
    }

    private String part(String name) {
        return switch (name) {
            case "machine" -> machine();
            case "ratios" -> ratios();
            case "release" -> sides(whats("release of", "parking", "length"), RAW, SPRING, WAR, NETTY);
            case "streams" -> sides(whats("deliveries", "median delay", "99th"), RAW, SPRING, WAR, NETTY);
            case "requests" -> figures(List.of("requests a second"));
            case "timeline" -> figures(List.of("requests a second with timelines"));
            case "waiting" -> figures(whats("1,000 clients")) + withoutVirtualThreads();
            case "heap" -> figures(whats("heap a waiting")) + withoutVirtualThreads();
            case "buffers" -> sides(whats("buffers:"), "default buffers", "small buffers");
            case "export" -> figures(whats("export", "heap grown"));
            case "start" -> sides(whats("start", "first answer"), "Tomcat alone", RAW, SPRING, WAR);
            case "dead" -> sides(whats("dead readers"), "the living alone", "beside the dead");
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
                List.of("run", quick ? "quick: one short round of each, which says nothing" : "full")));
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

    private String ratios() {
        List<List<String>> rows = new ArrayList<>();
        for (Ratio each : RATIOS) {
            double ratio = ratio(each, each.side());
            double spring = ratio(each, each.spring());
            if (!Double.isNaN(ratio)) {
                rows.add(List.of(each.title(), decimal(ratio) + middleHalf(each), Double.isNaN(spring) ? "" : decimal(spring),
                        (each.sense() == Sense.SHARE ? "≥ " : "≤ ") + each.goal(), each.reached(ratio) ? "yes" : "no"));
            }
        }
        return table(List.of("what", "ratio", SPRING, "goal", "reached"), rows);
    }

    private double ratio(Ratio ratio, String side) {
        return quotient(ratio.sense(), results.median(ratio.what(), side), results.median(ratio.what(), ratio.limit()));
    }

    private static double quotient(Sense sense, double side, double limit) {
        return sense == Sense.RATE ? limit / side : side / limit;
    }

    /** The ratios of each round: both sides were measured one after the other. */
    private String middleHalf(Ratio ratio) {
        List<Double> side = results.of(ratio.what(), ratio.side());
        List<Double> limit = results.of(ratio.what(), ratio.limit());
        List<Double> each = IntStream.range(0, Math.min(side.size(), limit.size()))
                .mapToObj(round -> quotient(ratio.sense(), side.get(round), limit.get(round))).toList();
        return " (" + decimal(Results.quantile(each, 0.25)) + " to " + decimal(Results.quantile(each, 0.75)) + ")";
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
        return Double.isNaN(median) ? "" : number(median);
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

    private Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("release", chart("One quote releases N polls: time for each of them (as long for each N, if it is linear)", "µs",
                List.of(RAW, SPRING, WAR, NETTY), whats("release of"), (what, side) ->
                        1_000 * results.median(what, side) / Integer.parseInt(what.replaceAll("\\D", ""))));
        charts.put("streams", chart("99th percentile of an event's delay", "ms",
                List.of(RAW, SPRING, WAR, NETTY), whats("99th"), results::median));
        charts.put("requests", bySide("Short requests a second, 8 connections", "1/s", "requests a second"));
        Chart neighbour = new Chart("How long a short request waits beside 1,000 clients whose work takes 500 ms", "ms");
        List.of("blocking, 20 threads", "Callable, executor of 20").stream()
                .filter(side -> !results.of(NEIGHBOUR, side).isEmpty())
                .forEach(side -> neighbour.add("", side, results.median(NEIGHBOUR, side)));
        charts.put("neighbour", neighbour);
        charts.put("waiting", bySide("1,000 clients whose work takes 500 ms: until all are answered", "ms",
                "1,000 clients: all are answered"));
        charts.put("heap", bySide("Heap that a waiting request holds", "KiB", "heap a waiting request"));
        charts.put("start", chart("Start, by part", "ms", List.of(WAR),
                Stream.concat(whats("start:").stream(), Stream.of("first answer")).toList(), results::median));
        charts.values().removeIf(Chart::isEmpty);
        return charts;
    }

    /** Gives the length of a bar. */
    private interface Length {

        double of(String what, String side);
    }

    private Chart chart(String title, String unit, List<String> sides, List<String> whats, Length length) {
        Chart chart = new Chart(title, unit);
        whats.forEach(what -> sides.stream().filter(side -> !results.of(what, side).isEmpty())
                .forEach(side -> chart.add(sides.size() == 1 ? "" : side, what.replace("start: ", ""), length.of(what, side))));
        return chart;
    }

    private Chart bySide(String title, String unit, String what) {
        Chart chart = new Chart(title, unit);
        results.sides(what).forEach(side -> chart.add("", side, results.median(what, side)));
        return chart;
    }
}
