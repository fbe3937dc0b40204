package org.asyncshowcase.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import static org.asyncshowcase.benchmark.Side.RAW;
import static org.asyncshowcase.benchmark.Side.SPRING;
import static org.asyncshowcase.benchmark.Side.WAR;

/** What the application should come to beside Spring MVC alone; beside that stands the limit, the raw servlet. */
final class Goals {

    /** If a quarter of the rounds lies further than this below their median, or above it, the machine was too noisy. */
    static final double NOISE = 0.25;
    static final List<String> HEAD = List.of("what", "over Spring MVC alone", "goal", "reached", "over the raw servlet");

    /** A figure of one side over the same of another; without that it is the figure itself. */
    private record Goal(String title, String what, String side, String base, String raw, String sense, double bound) {

        Goal(String what, String sense, double bound) {
            this(what, what, WAR, SPRING, RAW, sense, bound);
        }

        /** By what is printed. */
        boolean isReached(double value) {
            double printed = value >= 100 ? Math.rint(value) : Math.rint(value * 100) / 100;
            return sense.equals("≤") ? printed <= bound : printed >= bound;
        }
    }

    private static final List<Goal> ALL = List.of(
            new Goal("release of 100", "≤", 0.9),
            new Goal("release of 1000", "≤", 0.9),
            new Goal("release of 7000", "≤", 0.9),
            new Goal("release of 1000, cold", "≤", 1),
            new Goal("parking 100", "≤", 1.1),
            new Goal("parking 1000", "≤", 1.1),
            new Goal("parking 7000", "≤", 1.1),
            new Goal("Callable, requests a second", Requests.RATE, "Callable", SPRING + ", Callable",
                    "raw startAsync, dispatch", "≥", 0.95),
            new Goal("blocking body, requests a second", Requests.RATE, "blocking", SPRING + ", blocking",
                    "raw blocking", "≥", 0.95),
            new Goal("deliveries to 100 readers", "≥", 2.2),
            new Goal("deliveries to 1000 readers", "≥", 2.8),
            new Goal("99th percentile of the delay of 100 readers", "≤", 0.8),
            new Goal("99th percentile of the delay of 1000 readers", "≤", 0.3),
            new Goal("heap a waiting request", "≤", 1.02),
            new Goal("bare Callable, processor time", Requests.CALLABLE_CPU, Requests.BARE, SPRING, "", "≤", 1.02),
            new Goal("bare DeferredResult, processor time", Requests.DEFERRED_CPU, Requests.BARE, SPRING, "", "≤", 1.02),
            new Goal("a recorded request over one that is not, requests a second", Requests.RATE, Requests.RECORDED,
                    "Callable", "", "≥", 0.8),
            new Goal("export of a file over Tomcat's sendfile", "export", Requests.EXPORTED_FILE, Requests.SENDFILE,
                    "", "≥", 0.5),
            new Goal("export of rows, MB/s", "export", Requests.ROWS, "", "", "≥", 250),
            new Goal("start of the WAR, ms", "start", WAR, "", "", "≤", 3_600));

    private final Results results;

    Goals(Results results) {
        this.results = results;
    }

    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Goal goal : ALL) {
            List<Double> values = values(goal, goal.base());
            if (!values.isEmpty()) {
                double median = Results.quantile(values, 0.5);
                String reached = isNoisy(values) ? "?" : goal.isReached(median) ? "yes" : "no";
                rows.add(List.of(goal.title(), text(values), goal.sense() + " " + number(goal.bound()), reached,
                        goal.raw().isEmpty() ? "" : text(values(goal, goal.raw()))));
            }
        }
        return rows;
    }

    /** Of each round, in which both sides were measured one after the other. */
    private List<Double> values(Goal goal, String base) {
        List<Double> side = results.of(goal.what(), goal.side());
        if (base.isEmpty()) {
            return side;
        }
        List<Double> bases = results.of(goal.what(), base);
        return IntStream.range(0, Math.min(side.size(), bases.size()))
                .mapToObj(round -> side.get(round) / bases.get(round)).toList();
    }

    static boolean isNoisy(List<Double> values) {
        double median = Results.quantile(values, 0.5);
        return Results.quantile(values, 0.25) < (1 - NOISE) * median
                || Results.quantile(values, 0.75) > (1 + NOISE) * median;
    }

    /** The median and the middle half; if that is too wide, no median. */
    static String text(List<Double> values) {
        if (values.isEmpty()) {
            return "";
        }
        String half = "(" + number(Results.quantile(values, 0.25)) + " to " + number(Results.quantile(values, 0.75)) + ")";
        return (isNoisy(values) ? "too noisy to tell" : number(Results.quantile(values, 0.5))) + " " + half;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }
}
