package org.asyncshowcase.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Horizontal bars, as SVG, narrow enough to be read on a phone. A side has one colour in all charts, which those tell apart
 * who do not see red and green, on white and on black.
 */
final class Chart {

    static final int WIDTH = 400;
    static final int MARGIN = 16;
    private static final int BARS = WIDTH - 2 * MARGIN - 96;
    private static final int BAR = 22;
    private static final Map<String, String> COLOURS = new LinkedHashMap<>();

    static {
        COLOURS.put(Side.RAW, "#8a8a8a");
        COLOURS.put(Side.SPRING, "#2f7fd0");
        COLOURS.put(Side.WAR, "#c97800");
        COLOURS.put(Side.NETTY, "#9a5fc4");
    }

    /** @param parts of which it is made, by their names; or one without a name */
    private record Bar(String label, String side, Map<String, Double> parts) {

        double value() {
            return parts.values().stream().mapToDouble(each -> each).sum();
        }
    }

    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();

    Chart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** @param name of the side, or of a variant of it, by which its colour is chosen */
    void add(String label, String name, double value) {
        stack(label, name, Map.of("", value));
    }

    /** One bar, of parts one after the other. */
    void stack(String label, String name, Map<String, Double> parts) {
        bars.add(new Bar(label, sideOf(name), parts));
    }

    boolean isEmpty() {
        return bars.isEmpty();
    }

    /** Whose variant this is: what is called by its pattern alone, is ours. */
    private static String sideOf(String name) {
        return name.startsWith("raw") || name.startsWith("Tomcat") ? Side.RAW
                : COLOURS.keySet().stream().filter(name::startsWith).findFirst().orElse(Side.WAR);
    }

    static String colour(String side) {
        return COLOURS.get(side);
    }

    String svg() {
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        StringBuilder drawn = new StringBuilder();
        int y = 0;
        String last = "";
        for (Bar bar : bars) {
            if (!bar.label().equals(last)) {
                y += 28;
                text(drawn, MARGIN, y - 7, "start", bar.label());
                last = bar.label();
            }
            double x = MARGIN;
            int part = 0;
            for (double value : bar.parts().values()) {
                double length = Math.max(1, BARS * value / longest);
                rect(drawn, x, y, length, BAR - 4, colour(bar.side()), shade(part++, bar.parts().size()));
                x += length;
            }
            text(drawn, (int) x + 6, y + 15, "start", Report.number(bar.value()) + " " + unit);
            y += BAR;
            if (bar.parts().size() > 1) {
                part = 0;
                for (Map.Entry<String, Double> each : bar.parts().entrySet()) {
                    rect(drawn, MARGIN + 16, y + 3, 14, 14, colour(bar.side()), shade(part++, bar.parts().size()));
                    text(drawn, MARGIN + 38, y + 16, "start",
                            each.getKey() + ": " + Report.number(each.getValue()) + " " + unit);
                    y += BAR;
                }
            }
        }
        Map<String, String> legend = new LinkedHashMap<>();
        COLOURS.keySet().stream().filter(side -> bars.stream().anyMatch(bar -> bar.side().equals(side)))
                .forEach(side -> legend.put(side, side));
        return framed(title, WIDTH, y + 44, legend, drawn);
    }

    /** The first is as the side's colour; the others are paler, and every second one more. */
    private static double shade(int part, int parts) {
        return parts == 1 ? 1 : part % 2 == 0 ? 1 - 0.4 * part / parts : 0.45 - 0.1 * part / parts;
    }

    /** @param legend what is written beside the colour of each side */
    static String framed(String title, int width, int height, Map<String, String> legend, CharSequence drawn) {
        StringBuilder all = new StringBuilder();
        List<String> lines = lines(title);
        int top = 26 + 21 * (lines.size() - 1) + 4;
        all.append("<g transform=\"translate(0 ").append(top).append(")\">\n").append(drawn).append("</g>\n");
        int row = 0;
        for (Map.Entry<String, String> each : legend.entrySet()) {
            int x = MARGIN + row % 2 * 166;
            int y = top + height - 26 + row / 2 * 24;
            rect(all, x, y, 14, 14, colour(each.getKey()), 1);
            text(all, x + 20, y + 13, "start", each.getValue());
            row++;
        }
        return framed(title, width, top + height + (legend.size() - 1) / 2 * 24, all);
    }

    /** In dark colours where the reader's system has them. */
    static String framed(String title, int width, int height, CharSequence drawn) {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\""
                + height + "\" viewBox=\"0 0 " + width + " " + height + "\" font-family=\"sans-serif\" font-size=\""
                + (width > WIDTH ? 13 : 15) + "\" fill=\"#1d1f1e\">\n<title>" + escaped(title) + "</title>\n"
                + "<style>@media (prefers-color-scheme: dark) { svg { fill: #e4e6e1 } .paper { fill: #151817 } }</style>\n"
                + "<rect class=\"paper\" width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        List<String> lines = width > WIDTH ? List.of(title) : lines(title);
        for (int line = 0; line < lines.size(); line++) {
            svg.append("<text x=\"16\" y=\"").append(26 + 21 * line).append("\" font-size=\"16\" font-weight=\"bold\">")
                    .append(escaped(lines.get(line))).append("</text>\n");
        }
        return svg.append(drawn).append("</svg>\n").toString();
    }

    private static List<String> lines(String title) {
        return List.of(title.replaceAll("(.{1,42})( |$)", "$1\n").trim().split("\n"));
    }

    static void rect(StringBuilder svg, double x, double y, double width, double height, String colour, double opacity) {
        svg.append("<rect x=\"").append(Math.round(x)).append("\" y=\"").append(Math.round(y)).append("\" width=\"")
                .append(Math.max(1, Math.round(x + width) - Math.round(x))).append("\" height=\"").append(Math.round(height))
                .append("\" fill=\"").append(colour)
                .append(opacity == 1 ? "\"/>\n" : "\" fill-opacity=\"" + Math.round(opacity * 100) / 100.0 + "\"/>\n");
    }

    static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append("<text x=\"").append(x).append("\" y=\"").append(y).append("\" text-anchor=\"").append(anchor).append("\">")
                .append(escaped(text)).append("</text>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
