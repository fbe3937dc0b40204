package org.asyncshowcase.benchmark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A figure of each side over the number of clients, both on scales of powers of ten: what grows as they do is a straight
 * line, and the exponent is how steep it is.
 */
final class GrowthChart {

    private static final int LEFT = 74;
    private static final int PLOT_WIDTH = Chart.WIDTH - LEFT - 40;
    private static final int PLOT_HEIGHT = 250;
    private static final int TOP = 36;

    private final String title;
    private final String unit;
    private final Map<String, TreeMap<Integer, Double>> sides = new LinkedHashMap<>();

    GrowthChart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** @param values by the number of clients */
    void add(String side, TreeMap<Integer, Double> values) {
        sides.put(side, values);
    }

    /** The slope of the line that lies nearest to the logarithms: 1 if each client costs the same, however many they are. */
    static double exponent(Map<Integer, Double> values) {
        double meanX = values.keySet().stream().mapToDouble(Math::log).average().orElse(0);
        double meanY = values.values().stream().mapToDouble(Math::log).average().orElse(0);
        double both = values.entrySet().stream()
                .mapToDouble(each -> (Math.log(each.getKey()) - meanX) * (Math.log(each.getValue()) - meanY)).sum();
        return both / values.keySet().stream().mapToDouble(each -> Math.pow(Math.log(each) - meanX, 2)).sum();
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        if (sides.isEmpty()) {
            // the document shows it
            Chart.text(svg, Chart.MARGIN, 52, "start", "Not measured.");
            return Chart.framed(title, Chart.WIDTH, 68, svg);
        }
        double[] all = sides.values().stream().flatMap(each -> each.values().stream()).mapToDouble(Math::log10).toArray();
        double low = Math.floor(Arrays.stream(all).min().orElse(0));
        double high = Math.max(low + 1, Math.ceil(Arrays.stream(all).max().orElse(1)));
        TreeMap<Integer, Double> any = sides.values().iterator().next();
        double first = Math.log10(any.firstKey());
        double wide = Math.log10(any.lastKey()) - first;
        Chart.text(svg, Chart.MARGIN, TOP - 18, "start", unit + "; below, the exponent of each");
        for (double power = low; power <= high; power++) {
            int y = y(power, low, high);
            grid(svg, "M" + LEFT + " " + y + "h" + PLOT_WIDTH);
            Chart.text(svg, LEFT - 8, y + 5, "end",
                    String.format(Locale.ROOT, power < 0 ? "%.2f" : "%,.0f", Math.pow(10, power)));
        }
        for (int count : any.keySet()) {
            int x = x(count, first, wide);
            grid(svg, "M" + x + " " + TOP + "v" + PLOT_HEIGHT);
            // two labels too near to each other could not be read
            if (count == any.lastKey() || x(any.lastKey(), first, wide) - x > 60) {
                Chart.text(svg, x, TOP + PLOT_HEIGHT + 20, "middle", String.format(Locale.ROOT, "%,d", count));
            }
        }
        Map<String, String> legend = new LinkedHashMap<>();
        sides.forEach((side, values) -> {
            svg.append("<path fill=\"none\" stroke-width=\"3\" stroke=\"").append(Chart.colour(side)).append("\" d=\"M")
                    .append(values.entrySet().stream().map(each -> x(each.getKey(), first, wide) + " "
                            + y(Math.log10(each.getValue()), low, high)).collect(Collectors.joining("L"))).append("\"/>\n");
            legend.put(side, String.format(Locale.ROOT, "%s: %.2f", side, exponent(values)));
        });
        return Chart.framed(title, Chart.WIDTH, TOP + PLOT_HEIGHT + 64, legend, svg);
    }

    private static int x(int count, double first, double wide) {
        return (int) (LEFT + PLOT_WIDTH * (Math.log10(count) - first) / wide);
    }

    private static int y(double power, double low, double high) {
        return (int) (TOP + PLOT_HEIGHT * (high - power) / (high - low));
    }

    private static void grid(StringBuilder svg, String path) {
        svg.append("<path stroke=\"#8a8a8a\" stroke-opacity=\"0.4\" d=\"").append(path).append("\"/>\n");
    }
}
