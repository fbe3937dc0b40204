package org.asyncshowcase.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Horizontal bars, as SVG: those of one label together, those of one series in one colour. */
final class Chart {

    private static final int LABELS = 330;
    private static final int BARS = 430;
    private static final int WIDTH = LABELS + BARS + 110;
    private static final int BAR = 20;
    /** Told from each other by those who do not see red and green, too. */
    private static final List<String> COLOURS = List.of("#8a8a8a", "#0b62a4", "#d98200", "#7a3e9d");

    private record Bar(String series, String label, double value) {
    }

    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();

    Chart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    void add(String series, String label, double value) {
        bars.add(new Bar(series, label, value));
    }

    boolean isEmpty() {
        return bars.isEmpty();
    }

    String svg() {
        List<String> series = bars.stream().map(Bar::series).distinct().toList();
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        StringBuilder drawn = new StringBuilder();
        int y = 40;
        String last = "";
        for (Bar bar : bars) {
            if (!bar.label().equals(last)) {
                y += 8;
                text(drawn, LABELS - 10, y + 15, "end", bar.label());
                last = bar.label();
            }
            int length = (int) Math.max(1, Math.round(BARS * bar.value() / longest));
            String colour = series.size() == 1 ? COLOURS.get(1) : COLOURS.get(series.indexOf(bar.series()) % COLOURS.size());
            drawn.append("<rect x=\"").append(LABELS).append("\" y=\"").append(y).append("\" width=\"").append(length)
                    .append("\" height=\"").append(BAR - 3).append("\" fill=\"").append(colour).append("\"/>\n");
            text(drawn, LABELS + length + 6, y + 14, "start", Report.number(bar.value()) + " " + unit);
            y += BAR;
        }
        if (series.size() > 1) {
            y += 12;
            // below the labels too: four of them are wider than the bars
            int x = LABELS - 150;
            for (String each : series) {
                drawn.append("<rect x=\"").append(x).append("\" y=\"").append(y).append("\" width=\"12\" height=\"12\" fill=\"")
                        .append(COLOURS.get(series.indexOf(each) % COLOURS.size())).append("\"/>\n");
                text(drawn, x + 18, y + 11, "start", each);
                x += 150;
            }
            y += 16;
        }
        return framed(title, WIDTH, y + 12, drawn);
    }

    static String framed(String title, int width, int height, CharSequence drawn) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#222\">\n<title>" + escaped(title)
                + "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"16\" y=\"26\" font-size=\"15\""
                + " font-weight=\"bold\">" + escaped(title) + "</text>\n" + drawn + "</svg>\n";
    }

    static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append("<text x=\"").append(x).append("\" y=\"").append(y).append("\" text-anchor=\"").append(anchor).append("\">")
                .append(escaped(text)).append("</text>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
