package org.asyncshowcase.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.stream.Collectors.joining;

/** Figures over time, as SVG: one below the other, each from zero, and what happened meanwhile as upright lines. */
final class Lines {

    private static final int LEFT = 60;
    private static final int WIDTH = 760;
    private static final int HEIGHT = 110;
    private static final List<String> COLOURS = List.of("#d98200", "#7a3e9d", "#8a8a8a");

    private record Point(double seconds, double value) {
    }

    private final Map<String, List<Point>> figures = new LinkedHashMap<>();
    private final Map<String, List<Double>> events = new LinkedHashMap<>();

    /** @param figure with its unit */
    synchronized void add(String figure, double seconds, double value) {
        figures.computeIfAbsent(figure, missing -> new ArrayList<>()).add(new Point(seconds, value));
    }

    synchronized void addEvent(String name, double seconds) {
        events.computeIfAbsent(name, missing -> new ArrayList<>()).add(seconds);
    }

    synchronized int events(String name) {
        return events.getOrDefault(name, List.of()).size();
    }

    /** The lower quartile of the figure between these parts of the time: what is there for good. */
    synchronized double level(String figure, double from, double to) {
        List<Double> values = figures.get(figure).stream()
                .filter(each -> each.seconds >= from * seconds() && each.seconds <= to * seconds())
                .map(Point::value).toList();
        return Results.quantile(values, 0.25);
    }

    private double seconds() {
        return figures.values().stream().flatMap(List::stream).mapToDouble(Point::seconds).max().orElse(1);
    }

    synchronized String svg(String title) {
        StringBuilder svg = new StringBuilder();
        int y = 40;
        for (Map.Entry<String, List<Point>> figure : figures.entrySet()) {
            int top = y + 20;
            int bottom = y + HEIGHT;
            double most = Math.max(1, figure.getValue().stream().mapToDouble(Point::value).max().orElse(1));
            Chart.text(svg, LEFT, y + 12, "start", figure.getKey());
            Chart.text(svg, LEFT - 6, top + 6, "end", Report.number(most));
            Chart.text(svg, LEFT - 6, bottom, "end", "0");
            svg.append("<path stroke=\"#bbb\" d=\"M").append(LEFT).append(" ").append(bottom).append("h").append(WIDTH)
                    .append("\"/>\n");
            int colour = 0;
            for (List<Double> each : events.values()) {
                svg.append("<path stroke=\"").append(COLOURS.get(colour++)).append("\" stroke-width=\"0.6\" d=\"")
                        .append(each.stream().map(at -> "M" + x(at) + " " + top + "V" + bottom).collect(joining()))
                        .append("\"/>\n");
            }
            svg.append("<polyline fill=\"none\" stroke=\"#0b62a4\" stroke-width=\"1.5\" points=\"")
                    .append(figure.getValue().stream().map(point -> x(point.seconds) + ","
                            + decimal(bottom - (bottom - top) * point.value / most)).collect(joining(" ")))
                    .append("\"/>\n");
            y = bottom + 20;
        }
        Chart.text(svg, LEFT, y, "start", "0 s");
        Chart.text(svg, LEFT + WIDTH, y, "end", Report.number(Math.rint(seconds())) + " s");
        int x = LEFT + 120;
        int colour = 0;
        for (String each : events.keySet()) {
            svg.append("<rect x=\"").append(x).append("\" y=\"").append(y - 11)
                    .append("\" width=\"12\" height=\"12\" fill=\"").append(COLOURS.get(colour++)).append("\"/>\n");
            Chart.text(svg, x + 18, y, "start", each);
            x += 180;
        }
        return Chart.framed(title, LEFT + WIDTH + 20, y + 14, svg);
    }

    private String x(double seconds) {
        return decimal(LEFT + WIDTH * seconds / seconds());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
